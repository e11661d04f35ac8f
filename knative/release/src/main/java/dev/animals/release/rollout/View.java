package dev.animals.release.rollout;

import dev.animals.release.judge.Look;
import dev.animals.release.judge.Verdict;
import dev.animals.release.smoke.SmokeResult;

/**
 * Listener for the progress of a rollout.
 */
public interface View {

	/** Something happened. */
	void said(String sentence);

	/** The smoke set was sent. */
	void smoked(SmokeResult result);

	/**
	 * The judge looked at the candidate.
	 * @param look what it saw
	 * @param verdict what it makes of everything that it saw
	 * @param waiting what the rollout waits for
	 * @param live whether this is the present, and not a replay after the rollout resumed
	 */
	void looked(Look look, Verdict verdict, String waiting, boolean live);

	/** The rollout ended. */
	void ended(Outcome outcome, String sentence);

}
