package dev.animals.release.prometheus;

import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The requests that either the pods or the activator counted.
 *
 * @param requests all requests
 * @param errors requests with a status 5xx
 * @param rejected requests with a status 4xx
 * @param latency requests by duration: the key is the bin's upper bound in seconds
 */
record Requests(long requests, long errors, long rejected, NavigableMap<Double, Long> latency) {

	static final Requests NONE = new Requests(0, 0, 0, new TreeMap<>());

	/** Reads the buckets of a histogram. */
	static Requests of(Increase buckets, Predicate<Map<String, String>> revision) {
		Predicate<Map<String, String>> all = revision.and((labels) -> "+Inf".equals(labels.get("le")));
		return new Requests(buckets.sum(all), buckets.sum(all.and((labels) -> has(labels, "5"))),
				buckets.sum(all.and((labels) -> has(labels, "4"))), buckets.bins(revision));
	}

	private static boolean has(Map<String, String> labels, String status) {
		return labels.getOrDefault("http_response_status_code", "").startsWith(status);
	}

	Requests plus(Requests more) {
		NavigableMap<Double, Long> sum = new TreeMap<>(this.latency);
		more.latency.forEach((bound, count) -> sum.merge(bound, count, Long::sum));
		return new Requests(this.requests + more.requests, this.errors + more.errors, this.rejected + more.rejected,
				sum);
	}

	/**
	 * Returns the requests as users saw them. Pods and the activator count the same
	 * requests, so the larger count is right. The activator also counts requests that
	 * never reach a pod, and the time until a pod starts, but only for requests that pass
	 * through it. Both arguments are counts since the start of the rollout, because the
	 * two are scraped at different times and a single block of one may lack requests of
	 * the other.
	 * @param pods the counts of the pods
	 * @param activator the counts of the activator
	 */
	static Requests felt(Requests pods, Requests activator) {
		NavigableSet<Double> bounds = new TreeSet<>(pods.latency.keySet());
		bounds.addAll(activator.latency.keySet());
		NavigableMap<Double, Long> bins = new TreeMap<>();
		double last = Double.NEGATIVE_INFINITY;
		for (double bound : bounds) {
			bins.put(bound, slower(pods, activator, last) - slower(pods, activator, bound));
			last = bound;
		}
		return new Requests(Math.max(pods.requests, activator.requests), Math.max(pods.errors, activator.errors),
				Math.max(pods.rejected, activator.rejected), bins);
	}

	private static long slower(Requests pods, Requests activator, double bound) {
		return Math.max(pods.slowerThan(bound), activator.slowerThan(bound));
	}

	private long slowerThan(double bound) {
		return this.latency.tailMap(bound, false).values().stream().mapToLong(Long::longValue).sum();
	}

	/** Returns the requests since an earlier count. */
	Requests since(Requests before) {
		NavigableMap<Double, Long> added = new TreeMap<>();
		this.latency
			.forEach((bound, count) -> added.put(bound, Math.max(0, count - before.latency.getOrDefault(bound, 0L))));
		return new Requests(this.requests - before.requests, this.errors - before.errors,
				this.rejected - before.rejected, added);
	}

}
