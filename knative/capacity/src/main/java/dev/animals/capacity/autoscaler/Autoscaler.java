package dev.animals.capacity.autoscaler;

import org.jspecify.annotations.Nullable;

/**
 * Decides how many pods the requests in flight need, as {@code Scale} in
 * {@code pkg/autoscaler/scaling/autoscaler.go}.
 *
 * <p>
 * The stable number of pods follows the average over the window. If the average over a
 * tenth of the window needs twice as many pods as are ready, the autoscaler panics: it
 * follows the short average, and the number of pods does not fall until the load has been
 * lower for a whole window.
 */
public final class Autoscaler {

	/** The autoscaler decides every two seconds. */
	public static final int TICK_SECONDS = 2;

	private final ScalingSettings settings;

	private final TimedBuckets stable;

	private final TimedBuckets panic;

	private final @Nullable MaximumWindow delay;

	/** The last second over the panic threshold, or null in stable mode. */
	private @Nullable Long panicSince;

	private int mostPanicPods;

	/**
	 * Creates the autoscaler of a revision.
	 * @param settings the revision's settings
	 * @param second the present time in seconds
	 * @param readyPods the pods that are ready. With more than one, it starts in panic
	 * mode, because it must not remove pods before it knows the load
	 */
	public Autoscaler(ScalingSettings settings, long second, int readyPods) {
		this.settings = settings;
		this.stable = new TimedBuckets(settings.window());
		this.panic = new TimedBuckets(settings.panicWindow());
		this.delay = (settings.scaleDownDelay() > 0) ? new MaximumWindow(settings.scaleDownDelay()) : null;
		this.panicSince = (readyPods > 1) ? second : null;
		this.mostPanicPods = readyPods;
	}

	/**
	 * Records what the activator reports.
	 * @param second the present time in seconds
	 * @param concurrency the average number of requests in flight
	 */
	public void record(long second, double concurrency) {
		this.stable.record(second, concurrency);
		this.panic.record(second, concurrency);
	}

	/**
	 * Decides on the number of pods.
	 * @param second the present time in seconds, not earlier than any other
	 * @param readyPods the number of pods that are ready
	 * @return the decision
	 */
	public Decision decide(long second, int readyPods) {
		double stableConcurrency = stableConcurrency(second);
		double panicConcurrency = panicConcurrency(second);
		double neededNow = Math.ceil(panicConcurrency / this.settings.targetInFlight());
		int stablePods = bounded(Math.ceil(stableConcurrency / this.settings.targetInFlight()), readyPods);
		int panicPods = bounded(neededNow, readyPods);
		panicOrCalmDown(second, neededNow / Math.max(1, readyPods) >= this.settings.panicThreshold());
		int pods = stablePods;
		if (this.panicSince != null) {
			this.mostPanicPods = Math.max(this.mostPanicPods, Math.max(stablePods, panicPods));
			pods = this.mostPanicPods;
		}
		if (this.delay != null) {
			pods = this.delay.record(second, pods);
		}
		return new Decision(pods, excessBurstCapacity(readyPods, panicConcurrency));
	}

	double stableConcurrency(long second) {
		return this.stable.average(second);
	}

	double panicConcurrency(long second) {
		return this.panic.average(second);
	}

	/** Limits how fast the number of pods changes, and applies the activation scale. */
	private int bounded(double needed, int readyPods) {
		double ready = Math.max(1, readyPods);
		double most = Math.ceil(this.settings.maxScaleUpRate() * ready);
		double least = Math.floor(ready / this.settings.maxScaleDownRate());
		int pods = (int) Math.min(Math.max(needed, least), most);
		boolean activates = needed > 0 && this.settings.activationScale() > 1;
		return activates ? Math.max(pods, this.settings.activationScale()) : pods;
	}

	private void panicOrCalmDown(long second, boolean overThreshold) {
		if (overThreshold) {
			this.panicSince = second;
		}
		else if (this.panicSince != null && this.panicSince + this.settings.window() < second) {
			this.panicSince = null;
			this.mostPanicPods = 0;
		}
	}

	private int excessBurstCapacity(int readyPods, double panicConcurrency) {
		double wanted = this.settings.targetBurstCapacity();
		if (wanted == 0) {
			return 0;
		}
		if (wanted < 0) {
			return -1;
		}
		return (int) Math.floor(readyPods * this.settings.totalInFlight() - wanted - panicConcurrency);
	}

}
