package dev.animals.release.simulation;

/**
 * The behaviour of a revision.
 *
 * @param model a column of {@code predictions.tsv}
 * @param errors the share of failed requests, in 0–1
 * @param median the median duration of a request in seconds; durations are lognormal
 * @param spread the standard deviation of the logarithm of the durations
 * @param fault a further fault
 */
public record Behaviour(int model, double errors, double median, double spread, Fault fault) {

	/**
	 * With this spread, half of the requests take between 0.71 and 1.4 times the median.
	 */
	private static final double SPREAD = 0.5;

	/** Creates a behaviour without a further fault. */
	public Behaviour(int model, double errors, double median) {
		this(model, errors, median, SPREAD, Fault.NONE);
	}

	/** Returns the same behaviour with a fault. */
	public Behaviour with(Fault added) {
		return new Behaviour(this.model, this.errors, this.median, this.spread, added);
	}

	/** Returns the same behaviour with other durations. */
	public Behaviour taking(double newMedian, double newSpread) {
		return new Behaviour(this.model, this.errors, newMedian, newSpread, this.fault);
	}

	/** Changes the course of a request. */
	@FunctionalInterface
	public interface Fault {

		/** Nothing goes wrong. */
		Fault NONE = (_, _, _) -> {
		};

		/**
		 * Changes a request that the revision has answered.
		 * @param request the request
		 * @param minute the minutes since the rollout began
		 * @param chance a random number in 0–1, drawn for this request
		 */
		void strike(Request request, double minute, double chance);

	}

}
