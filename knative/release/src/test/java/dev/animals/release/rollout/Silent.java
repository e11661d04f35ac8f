package dev.animals.release.rollout;

import java.util.List;

import dev.animals.release.judge.Finding;

/** Nobody watches. */
public final class Silent implements View {

	@Override
	public void said(String sentence) {
	}

	@Override
	public void looked(State state, int percent, String waiting, List<Finding> findings) {
	}

	@Override
	public void ended(Outcome outcome, String sentence) {
	}

}
