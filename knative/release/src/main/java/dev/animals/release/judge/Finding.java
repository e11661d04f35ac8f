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

	/** The name of the check that the candidate has answered enough requests. */
	public static final String REQUESTS = "requests";

	/** Whether the candidate passes a check. */
	public enum State {

		/** The candidate passes the check. */
		FINE,

		/** A person should look, but the check does not decide. */
		ASKS,

		/** There are too few requests so far to pass the check, but nothing is wrong. */
		WAITING,

		/** The candidate is worse. */
		WORSE

	}

	/** Creates a finding of a check that is not a statistical test. */
	Finding(String name, State state, String candidate, String stable, String limit) {
		this(name, state, candidate, stable, limit, Strength.NONE);
	}

	/**
	 * Tells whether more requests alone could decide the check. They could not if the
	 * measurement is in doubt or a limit is exceeded.
	 */
	public boolean isForLackOfRequests() {
		return this.name.equals(REQUESTS) || !this.evidence.isNone() || this.candidate.equals("none");
	}

	/** Returns the finding in a sentence. */
	public String sentence() {
		return "%s: %s%s%s%s.".formatted(this.name, this.candidate,
				this.stable.isEmpty() ? "" : ", stable " + this.stable,
				this.limit.isEmpty() ? "" : ", limit " + this.limit,
				this.evidence.isNone() ? "" : ", evidence " + this.evidence);
	}

}
