package dev.animals.release.rollout;

import dev.animals.release.judge.Look;
import dev.animals.release.judge.Verdict;
import dev.animals.release.smoke.SmokeResult;

/**
 * Listener for the progress of a rollout.
 */
public interface View {

	/** Called with a sentence about each event of the rollout. */
	void said(String sentence);

	/** Called when the smoke set was sent. */
	void smoked(SmokeResult result);

	/**
	 * Called when the judge has judged a block.
	 * @param look the input of the judge
	 * @param verdict the verdict on all blocks so far
	 * @param waiting what the rollout waits for
	 * @param live false while a resumed rollout reads past blocks
	 */
	void looked(Look look, Verdict verdict, String waiting, boolean live);

	/** Called when the rollout has ended. */
	void ended(Outcome outcome, String sentence);

}
