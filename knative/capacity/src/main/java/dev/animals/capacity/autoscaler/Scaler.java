package dev.animals.capacity.autoscaler;

/**
 * Turns the autoscaler's decisions into the number of pods that should exist: applies
 * min-scale and max-scale, and removes the last pod only after the waiting times for
 * scaling to zero. As {@code scale} and {@code handleScaleToZero} in
 * {@code pkg/reconciler/autoscaling/kpa/scaler.go}, and {@code computeActiveCondition} in
 * {@code kpa.go} beside it.
 */
public final class Scaler {

	/** The pods stay as they are, because the first one is not ready yet. */
	private static final int UNKNOWN = -1;

	private final ScalingSettings settings;

	private State state;

	private long stateSince;

	/** The time since which all requests pass the activator. */
	private long activatorSince;

	private boolean activatorInPath = true;

	private int pods;

	/**
	 * Creates the scaler of a revision whose pods are ready.
	 * @param settings the revision's settings
	 * @param second the present time in seconds
	 * @param pods the number of pods
	 */
	public Scaler(ScalingSettings settings, long second, int pods) {
		this.settings = settings;
		this.state = (pods > 0) ? State.ACTIVE : State.INACTIVE;
		this.stateSince = second;
		this.activatorSince = second;
		this.pods = pods;
	}

	/**
	 * Decides how many pods should exist. Knative calls this after each new decision, and
	 * again when one of the waiting times has passed.
	 * @param second the present time in seconds
	 * @param decision the autoscaler's last decision
	 * @param readyPods the number of pods that are ready
	 * @return the number of pods that should exist
	 */
	public int scale(long second, Decision decision, int readyPods) {
		int wanted = Math.max(decision.pods(), this.settings.minScale());
		if (this.settings.maxScale() > 0) {
			wanted = Math.min(wanted, this.settings.maxScale());
		}
		if (wanted == 0) {
			wanted = withoutLoad(second);
		}
		if (wanted > 0) {
			this.pods = wanted;
		}
		update(second, wanted, readyPods);
		routeThroughActivator(second, wanted <= 0 || decision.excessBurstCapacity() < 0);
		return this.pods;
	}

	/** Returns the number of pods that are wanted if there are no requests. */
	private int withoutLoad(long second) {
		return switch (this.state) {
			case ACTIVATING -> UNKNOWN;
			// A revision that was active for less than a window keeps one pod.
			case ACTIVE -> (second - this.stateSince < this.settings.window()) ? 1 : 0;
			case INACTIVE -> {
				if (mayRemoveLastPod(second)) {
					this.pods = 0;
				}
				yield 0;
			}
		};
	}

	private boolean mayRemoveLastPod(long second) {
		long inactive = second - this.stateSince;
		if (inactive >= Math.max(this.settings.gracePeriod(), this.settings.podRetention())) {
			return true;
		}
		return inactive >= this.settings.podRetention()
				&& (this.settings.targetBurstCapacity() < 0 || this.activatorInPath)
				&& second - this.activatorSince >= this.settings.gracePeriod();
	}

	private void update(long second, int wanted, int readyPods) {
		State next = State.ACTIVE;
		if (wanted == 0) {
			next = State.INACTIVE;
		}
		else if (readyPods < Math.max(1, this.settings.minScale())) {
			next = State.ACTIVATING;
		}
		if (next != this.state) {
			this.state = next;
			this.stateSince = second;
		}
	}

	private void routeThroughActivator(long second, boolean inPath) {
		if (inPath && !this.activatorInPath) {
			this.activatorSince = second;
		}
		this.activatorInPath = inPath;
	}

	private enum State {

		/** The revision has ready pods. */
		ACTIVE,

		/** Pods are starting, and the activator holds the requests. */
		ACTIVATING,

		/** There are no requests. The last pods may still exist. */
		INACTIVE

	}

}
