package dev.animals.release.report;

import java.util.List;

import dev.animals.release.rollout.Outcome;
import dev.animals.release.rollout.State;
import dev.animals.release.rollout.View;
import dev.animals.release.judge.Finding;

/**
 * Several who watch.
 *
 * @param views who
 */
public record Views(List<View> views) implements View {

	@Override
	public void said(String sentence) {
		this.views.forEach((view) -> view.said(sentence));
	}

	@Override
	public void looked(State state, int percent, String waiting, List<Finding> findings) {
		this.views.forEach((view) -> view.looked(state, percent, waiting, findings));
	}

	@Override
	public void ended(Outcome outcome, String sentence) {
		this.views.forEach((view) -> view.ended(outcome, sentence));
	}

}
