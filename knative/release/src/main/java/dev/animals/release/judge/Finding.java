package dev.animals.release.judge;

/**
 * What is known about one respect in which the candidate may be worse.
 *
 * @param name what was compared
 * @param state what follows from it
 * @param candidate the candidate's figure
 * @param stable stable's figure, may be empty
 * @param limit what is asked of the candidate, may be empty
 * @param evidence how strongly the counts contradict that the candidate is good enough
 */
public record Finding(String name, State state, String candidate, String stable, String limit, Strength evidence) {

	/** What follows. */
	public enum State {

		/** Nothing is wrong, and enough was seen. */
		FINE,

		/** Nothing is wrong, and not enough was seen. */
		WAITING,

		/** The candidate is worse. */
		WORSE

	}

	/** A finding without a test. */
	Finding(String name, State state, String candidate, String stable, String limit) {
		this(name, state, candidate, stable, limit, Strength.NONE);
	}

	/** Returns the finding in a sentence. */
	public String sentence() {
		return "%s: %s%s%s%s.".formatted(this.name, this.candidate,
				this.stable.isEmpty() ? "" : ", stable " + this.stable,
				this.limit.isEmpty() ? "" : ", limit " + this.limit,
				this.evidence.isNone() ? "" : ", evidence " + this.evidence);
	}

}
