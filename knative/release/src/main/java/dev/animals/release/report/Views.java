package dev.animals.release.report;

import java.util.List;

import dev.animals.release.judge.Look;
import dev.animals.release.judge.Verdict;
import dev.animals.release.rollout.Outcome;
import dev.animals.release.rollout.View;
import dev.animals.release.smoke.SmokeResult;

/**
 * Passes every call on to several listeners.
 *
 * @param views the listeners
 */
public record Views(List<View> views) implements View {

	@Override
	public void said(String sentence) {
		this.views.forEach((view) -> view.said(sentence));
	}

	@Override
	public void smoked(SmokeResult result) {
		this.views.forEach((view) -> view.smoked(result));
	}

	@Override
	public void looked(Look look, Verdict verdict, String waiting, boolean live) {
		this.views.forEach((view) -> view.looked(look, verdict, waiting, live));
	}

	@Override
	public void ended(Outcome outcome, String sentence) {
		this.views.forEach((view) -> view.ended(outcome, sentence));
	}

}
