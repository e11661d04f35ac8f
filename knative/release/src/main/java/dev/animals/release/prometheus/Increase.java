package dev.animals.release.prometheus;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The increase of counters between two times. A counter that did not exist before counts
 * from 0. So does a counter that has fallen, because its container restarted.
 *
 * @param before the counters at the start
 * @param after the counters at the end
 */
record Increase(Snapshot before, Snapshot after) {

	/**
	 * Counters by their labels at one time.
	 *
	 * @param at the time
	 * @param values the counters
	 */
	record Snapshot(Instant at, Map<Map<String, String>, Double> values) {
	}

	<K> Map<K, Long> by(Predicate<Map<String, String>> filter, BiFunction<Map<String, String>, Double, K> key) {
		Map<K, Long> sums = new HashMap<>();
		this.after.values().forEach((labels, value) -> {
			if (filter.test(labels)) {
				double last = this.before.values().getOrDefault(labels, 0.0);
				sums.merge(key.apply(labels, value), Math.round((value >= last) ? value - last : value), Long::sum);
			}
		});
		return sums;
	}

	long sum(Predicate<Map<String, String>> filter) {
		return by(filter, (_, _) -> "").getOrDefault("", 0L);
	}

	/**
	 * A bucket also counts everything in the buckets below it, but a bin does not.
	 */
	NavigableMap<Double, Long> bins(Predicate<Map<String, String>> filter) {
		NavigableMap<Double, Long> buckets = new TreeMap<>(by(filter,
				(labels, _) -> Double.parseDouble(labels.getOrDefault("le", "+Inf").replace("+Inf", "Infinity"))));
		NavigableMap<Double, Long> bins = new TreeMap<>();
		long below = 0;
		for (Map.Entry<Double, Long> bucket : buckets.entrySet()) {
			bins.put(bucket.getKey(), Math.max(0, bucket.getValue() - below));
			below = Math.max(below, bucket.getValue());
		}
		return bins;
	}

}
