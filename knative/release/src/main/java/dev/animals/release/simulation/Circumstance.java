package dev.animals.release.simulation;

/** A circumstance that makes it more difficult to judge a candidate. */
public enum Circumstance {

	/** Requests are independent of each other. */
	NONE,

	/** Half of the photos come in batches of up to 32 equal photos. */
	BATCHES,

	/**
	 * Every two minutes, one camera sends the same photo four times a second for 10 s.
	 */
	BURSTS,

	/** Users judge 5 % of the answers, and wrong ones sooner than right ones. */
	EARLY_COMPLAINTS,

	/** Somebody sends feedback that calls 24 answers of the candidate wrong. */
	VETO,

	/** The candidate needs a second pod at the step with half of the traffic. */
	SECOND_POD,

	/** Once, the queue of a pod is full while the judge looks. */
	FULL_QUEUE,

	/** The candidate's counters stop one minute after the last step has begun. */
	BLIND

}
