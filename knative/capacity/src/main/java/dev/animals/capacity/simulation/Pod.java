package dev.animals.capacity.simulation;

/** A pod with a queue in front of its predictors. */
final class Pod {

	private final double created;

	/** The times from which each predictor is idle. */
	private final double[] idleFrom;

	private int inFlight;

	private boolean ready;

	private boolean stopping;

	private double stopped = Double.NaN;

	Pod(double created, int predictors) {
		this.created = created;
		this.idleFrom = new double[predictors];
	}

	void becomeReady() {
		this.ready = true;
	}

	/** Takes no more requests, but finishes those that it has. */
	void stop(double now, double stopSeconds) {
		this.stopping = true;
		this.stopped = now + (this.ready ? stopSeconds : 0);
		this.ready = false;
	}

	boolean isReady() {
		return this.ready;
	}

	boolean isStopping() {
		return this.stopping;
	}

	boolean hasRoom(int containerConcurrency) {
		return containerConcurrency == 0 || this.inFlight < containerConcurrency;
	}

	/**
	 * Takes a request.
	 * @param now the present time
	 * @param work the time that a predictor needs for it
	 * @return the time of the answer
	 */
	double take(double now, double work) {
		this.inFlight++;
		int first = 0;
		for (int i = 1; i < this.idleFrom.length; i++) {
			if (this.idleFrom[i] < this.idleFrom[first]) {
				first = i;
			}
		}
		this.idleFrom[first] = Math.max(now, this.idleFrom[first]) + work;
		return this.idleFrom[first];
	}

	void answer() {
		this.inFlight--;
	}

	/** Returns how long the pod occupied its resources until a time. */
	double lifetime(double until) {
		return (this.stopping ? Math.min(this.stopped, until) : until) - this.created;
	}

}
