package dev.animals.release.judge;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The requests and predictions of one revision in a period. Counts of consecutive periods
 * can be added.
 *
 * @param requests requests that were answered or lost
 * @param errors requests that failed because of the service (status 5xx)
 * @param rejected requests that were rejected (status 4xx)
 * @param latency requests by duration: the key is the bin's upper bound in seconds
 * @param answers classified photos by verdict and group
 * @param confidence classified photos by confidence: the key is the bin's upper bound
 * @param judged predictions on which a user sent feedback
 * @param wrong predictions that were wrong by that feedback
 */
public record Counts(long requests, long errors, long rejected, SortedMap<Double, Long> latency,
		SortedMap<String, Long> answers, SortedMap<String, Long> confidence, long judged, long wrong) {

	/** No requests at all. */
	public static final Counts NONE = new Counts(0, 0, 0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 0, 0);

	Counts plus(Counts other) {
		return new Counts(this.requests + other.requests, this.errors + other.errors, this.rejected + other.rejected,
				sum(this.latency, other.latency), sum(this.answers, other.answers),
				sum(this.confidence, other.confidence), this.judged + other.judged, this.wrong + other.wrong);
	}

	private static <K> SortedMap<K, Long> sum(SortedMap<K, Long> one, SortedMap<K, Long> other) {
		SortedMap<K, Long> sum = new TreeMap<>(one);
		other.forEach((key, count) -> sum.merge(key, count, Long::sum));
		return sum;
	}

	static long total(Map<?, Long> counts) {
		return counts.values().stream().mapToLong(Long::longValue).sum();
	}

	/** Returns the share of failed requests. */
	public Share failed() {
		return new Share(this.errors, this.requests);
	}

	Share rejectedShare() {
		return new Share(this.rejected, this.requests);
	}

	Share slowerThan(double seconds) {
		// Slightly above the limit, so that a bin whose bound equals the limit is not
		// slower. slower.
		return new Share(total(this.latency.tailMap(seconds * (1 + 1e-9))), total(this.latency));
	}

	Share answersIn(Set<String> bins) {
		return in(bins, this.answers);
	}

	Share confidenceIn(Set<String> bins) {
		return in(bins, this.confidence);
	}

	Share judgedWrong() {
		return new Share(this.wrong, this.judged);
	}

	private static Share in(Set<String> bins, SortedMap<String, Long> counts) {
		SortedMap<String, Long> chosen = new TreeMap<>(counts);
		chosen.keySet().retainAll(bins);
		return new Share(total(chosen), total(counts));
	}

	/**
	 * Returns a quantile of the durations, interpolated linearly within a bin, as
	 * Prometheus does it.
	 * @param share the share of requests that were at most this slow, in 0–1
	 * @return the duration in seconds; NaN without requests
	 */
	public double quantile(double share) {
		double wanted = share * total(this.latency);
		double below = 0;
		double seen = 0;
		for (Map.Entry<Double, Long> bin : this.latency.entrySet()) {
			if (bin.getValue() > 0 && seen + bin.getValue() >= wanted) {
				boolean last = bin.getKey().isInfinite();
				return last ? below : below + (bin.getKey() - below) * (wanted - seen) / bin.getValue();
			}
			seen += bin.getValue();
			below = bin.getKey().isInfinite() ? below : bin.getKey();
		}
		return Double.NaN;
	}

	/** Returns the bins that occur in either of the two distributions, in order. */
	static Set<String> bins(SortedMap<String, Long> one, SortedMap<String, Long> other) {
		Set<String> bins = new TreeSet<>(one.keySet());
		bins.addAll(other.keySet());
		return bins;
	}

}
