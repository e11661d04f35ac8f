package dev.animals.capacity;

import java.util.Locale;

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

	/** The requests of a part if there are enough pods for several parts. */
	private static final int REQUESTS = 4_000_000;

	/**
	 * Twelve million requests with at most 19 pods needed 1.6 GB of memory and 43 s of
	 * processor time.
	 */
	private static final int MOST_REQUESTS = 3 * REQUESTS;

	/**
	 * With fewer pods in a part, its limit would differ too much from that of the whole.
	 */
	private static final int LEAST_PODS = 10;

	/**
	 * Chooses the parts.
	 * @param traffic the traffic
	 * @param settings the settings, whose largest number of pods is divided too
	 * @return the parts
	 * @throws IllegalArgumentException if the parts would have too many requests or too
	 * few pods
	 */
	static Slice of(Traffic traffic, ScalingSettings settings) {
		int parts = (int) Math.max(1, Math.ceil(traffic.total() / REQUESTS));
		if (settings.maxScale() > 0) {
			parts = Math.min(parts, Math.max(1, settings.maxScale() / LEAST_PODS));
		}
		if (traffic.total() / parts > MOST_REQUESTS) {
			int least = LEAST_PODS * (int) Math.ceil(traffic.total() / MOST_REQUESTS);
			throw new IllegalArgumentException(String.format(Locale.ROOT,
					"%1$s has %2$,.0f requests, and a max-scale of %3$d is too small to simulate them in parts. "
							+ "Set max-scale to at least %4$d, for instance SET=\"max-scale=%4$d\", "
							+ "or simulate fewer requests.",
					traffic.name(), traffic.total(), settings.maxScale(), least));
		}
		return new Slice(parts);
	}

	/** Returns one part of the traffic. */
	Traffic partOf(Traffic traffic) {
		return traffic.times(1.0 / this.parts);
	}

	/**
	 * Returns the settings of one part. The largest number of pods is rounded down, so
	 * that all parts together never exceed that of the whole.
	 */
	ScalingSettings partOf(ScalingSettings settings) {
		if (this.parts == 1) {
			return settings;
		}
		int least = Math.round((float) settings.minScale() / this.parts);
		if (settings.maxScale() == 0) {
			return settings.with("min-scale=" + least);
		}
		int most = settings.maxScale() / this.parts;
		return settings.with("min-scale=%d max-scale=%d".formatted(Math.min(least, most), most));
	}

}
