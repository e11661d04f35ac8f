package dev.animals.release.judge;

/**
 * What is known about one respect in which the candidate may be worse.
 *
 * @param name what was compared
 * @param state what follows from it
 * @param candidate its figure
 * @param stable its figure
 * @param limit what was asked of the candidate
 * @param evidence how much the hypothesis that it is good enough is contradicted, in its
 * own unit
 */
public record Finding(String name, State state, String candidate, String stable, String limit, String evidence) {

	/** What follows. */
	public enum State {

		/** Nothing is wrong, and enough was seen. */
		FINE,

		/** Nothing is wrong, and not enough was seen. */
		WAITING,

		/** The candidate is worse. */
		WORSE

	}

}
