package dev.animals.release.rollout;

import java.util.List;

import dev.animals.release.judge.Finding;

/**
 * Whoever wants to see what happens.
 */
public interface View {

	/** Something that happens once. */
	void said(String sentence);

	/**
	 * A look at the candidate.
	 * @param state the rollout
	 * @param percent the candidate's share
	 * @param waiting for what, in words
	 * @param findings what is known
	 */
	void looked(State state, int percent, String waiting, List<Finding> findings);

	/** How it ended. */
	void ended(Outcome outcome, String sentence);

}
