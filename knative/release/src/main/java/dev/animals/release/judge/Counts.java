package dev.animals.release.judge;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one revision did in some time. Counts add up.
 *
 * @param requests requests that were answered or lost
 * @param errors those that failed by our fault (status 5xx)
 * @param rejected those that were rejected (status 4xx)
 * @param latency requests by the bin of their duration: its upper bound in seconds
 * @param answers classified pictures by verdict and group
 * @param confidence classified pictures by the bin of their confidence: its upper bound
 * @param judged predictions that a user judged
 * @param wrong those that were wrong by that judgement
 */
public record Counts(long requests, long errors, long rejected, SortedMap<Double, Long> latency,
		SortedMap<String, Long> answers, SortedMap<String, Long> confidence, long judged, long wrong) {

	/** Nothing was done. */
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
		// A little more, so that a bound that is the limit itself counts as not slower.
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
	 * Duration that a share of the requests did not exceed, linear within a bin as
	 * Prometheus has it.
	 * @param share in 0–1
	 * @return in seconds; NaN without requests
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

	/** The bins of both, in order. */
	static Set<String> bins(SortedMap<String, Long> one, SortedMap<String, Long> other) {
		Set<String> bins = new TreeSet<>(one.keySet());
		bins.addAll(other.keySet());
		return bins;
	}

}
