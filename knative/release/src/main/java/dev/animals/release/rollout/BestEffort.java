package dev.animals.release.rollout;

import java.util.function.Consumer;

import dev.animals.release.judge.Look;
import dev.animals.release.judge.Verdict;
import dev.animals.release.smoke.SmokeResult;

/**
 * Catches the failures of a listener, such as a full disk, so that they do not change how
 * a rollout ends.
 */
final class BestEffort implements View {

	private final View view;

	private boolean failed;

	BestEffort(View view) {
		this.view = view;
	}

	@Override
	public void said(String sentence) {
		attempt((view) -> view.said(sentence));
	}

	@Override
	public void smoked(SmokeResult result) {
		attempt((view) -> view.smoked(result));
	}

	@Override
	public void looked(Look look, Verdict verdict, String waiting, boolean live) {
		attempt((view) -> view.looked(look, verdict, waiting, live));
	}

	@Override
	public void ended(Outcome outcome, String sentence) {
		attempt((view) -> view.ended(outcome, sentence));
	}

	private void attempt(Consumer<View> call) {
		try {
			call.accept(this.view);
		}
		catch (RuntimeException | LinkageError ex) {
			if (!this.failed) {
				System.err.println("The progress could not be shown: " + ex.getMessage());
			}
			this.failed = true;
		}
	}

}
