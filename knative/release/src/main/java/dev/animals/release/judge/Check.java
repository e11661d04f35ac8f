package dev.animals.release.judge;

import java.util.List;

/** A check of one way in which the candidate may be worse. */
interface Check {

	/** Starts a step. */
	default void startStep() {
	}

	/**
	 * Adds a block.
	 * @param before the counts before the block
	 * @param look the block, with gauges of the candidate
	 */
	void add(History before, Look look);

	/**
	 * Returns the findings so far.
	 * @param seen all counts so far
	 * @param last whether this is the last step, after which the candidate is promoted
	 */
	List<Finding> findings(History seen, boolean last);

}
