package dev.animals.release.judge;

/**
 * Gauges of the candidate and of the measurement. The judge compares them with fixed
 * limits, because its tests need counts.
 *
 * @param queued the average number of requests that waited in a pod of the candidate
 * @param restarts how often the candidate's containers restarted since the rollout began
 * @param problem why a container ended, for instance {@code OOMKilled}; empty if no
 * problem is known
 * @param clockDifference how many seconds Prometheus' clock is ahead of this program's
 * @param cost the processor time and memory that the pods used in the block
 */
public record Load(double queued, int restarts, String problem, double clockDifference, Cost cost) {

	/** The gauges if nothing was measured. */
	public static final Load NONE = new Load(0, 0);

	/** Creates gauges of which only the candidate's queue and restarts are known. */
	public Load(double queued, int restarts) {
		this(queued, restarts, "", 0, Cost.NONE);
	}

	/** Returns the same gauges with the containers' restarts. */
	public Load restarted(int times, String why) {
		return new Load(this.queued, times, why, this.clockDifference, this.cost);
	}

}
