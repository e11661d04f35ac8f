package dev.animals.capacity;

import dev.animals.capacity.autoscaler.ScalingSettings;
import dev.animals.capacity.traffic.Traffic;

/**
 * A part of the traffic with the same part of the pods, so that large traffic can be
 * simulated request by request. Pods share only the activator's queue, so all parts
 * behave alike. A part varies more than the whole, so it needs a few more pods and waits
 * longer.
 *
 * @param parts the number of parts; 1 if everything is simulated
 */
record Slice(int parts) {

	private static final int MOST_REQUESTS = 4_000_000;

	static Slice of(Traffic traffic) {
		return new Slice((int) Math.max(1, Math.ceil(traffic.total() / MOST_REQUESTS)));
	}

	/** Returns one part of the traffic. */
	Traffic partOf(Traffic traffic) {
		return traffic.times(1.0 / this.parts);
	}

	/** Returns the settings of one part. */
	ScalingSettings partOf(ScalingSettings settings) {
		int least = Math.round((float) settings.minScale() / this.parts);
		int most = Math.max(Math.round((float) settings.maxScale() / this.parts), Math.max(1, least));
		return (this.parts == 1) ? settings
				: settings.with("min-scale=%d max-scale=%d".formatted(least, (settings.maxScale() > 0) ? most : 0));
	}

}
