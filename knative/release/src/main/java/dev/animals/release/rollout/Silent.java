package dev.animals.release.rollout;

import dev.animals.release.judge.Look;
import dev.animals.release.judge.Verdict;
import dev.animals.release.smoke.SmokeResult;

/** A listener that shows nothing. */
public class Silent implements View {

	@Override
	public void said(String sentence) {
	}

	@Override
	public void smoked(SmokeResult result) {
	}

	@Override
	public void looked(Look look, Verdict verdict, String waiting, boolean live) {
	}

	@Override
	public void ended(Outcome outcome, String sentence) {
	}

}
