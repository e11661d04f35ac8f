package dev.animals.release.judge;

/**
 * The result of one check of the candidate, for instance of its errors.
 *
 * @param name the name of the check
 * @param state whether the candidate passes the check
 * @param candidate the candidate's figure
 * @param stable stable's figure; empty if there is none
 * @param limit the limit for the candidate's figure; empty if there is none
 * @param evidence the strength of the evidence that the candidate is worse
 */
public record Finding(String name, State state, String candidate, String stable, String limit, Strength evidence) {

	/** Whether the candidate passes a check. */
	public enum State {

		/** The candidate passes the check. */
		FINE,

		/** There are too few requests so far to pass the check, but nothing is wrong. */
		WAITING,

		/** The candidate is worse. */
		WORSE

	}

	/** Creates a finding of a check that is not a statistical test. */
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
