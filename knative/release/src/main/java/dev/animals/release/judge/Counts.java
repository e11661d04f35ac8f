package dev.animals.release.judge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The requests and predictions of one revision in a period. Counts of consecutive periods
 * can be added. The maps are sorted by key.
 *
 * @param requests requests that were answered or lost
 * @param errors requests that failed because of the service (status 5xx)
 * @param rejected requests that were rejected (status 4xx)
 * @param latency requests by duration: the key is the bin's upper bound in seconds
 * @param answers classified photos by verdict and group
 * @param confidence classified photos by confidence: the key is the bin's upper bound
 * @param reasons rejected requests by reason
 * @param slices requests by slice and outcome. A slice is a mode, a format or a size of
 * the photo, for instance {@code mode structured}
 * @param feedback judgements of users by the age of the prediction, right or wrong
 */
public record Counts(long requests, long errors, long rejected, Map<Double, Long> latency, Map<String, Long> answers,
		Map<String, Long> confidence, Map<String, Long> reasons, Map<String, Map<String, Long>> slices,
		Map<String, Map<String, Long>> feedback) {

	/** The outcome of feedback that calls a prediction wrong. */
	public static final String WRONG = "wrong";

	/** No requests at all. */
	public static final Counts NONE = new Counts(0, 0, 0, Map.of());

	private static final Map<String, Long> EMPTY = Tally.of(Map.<String, Long>of());

	/** Computes the sum of each distribution once. */
	public Counts {
		latency = Tally.of(latency);
		answers = Tally.of(answers);
		confidence = Tally.of(confidence);
		reasons = Tally.of(reasons);
		slices = tallies(slices);
		feedback = tallies(feedback);
	}

	private static Map<String, Map<String, Long>> tallies(Map<String, Map<String, Long>> counts) {
		Map<String, Map<String, Long>> tallies = new TreeMap<>(counts);
		tallies.replaceAll((_, each) -> Tally.of(each));
		return tallies;
	}

	/**
	 * Creates counts of requests of which only status and duration are known.
	 * @param requests requests that were answered or lost
	 * @param errors requests with a status 5xx
	 * @param rejected requests with a status 4xx
	 * @param latency requests by duration
	 */
	public Counts(long requests, long errors, long rejected, Map<Double, Long> latency) {
		this(requests, errors, rejected, latency, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
	}

	Counts plus(Counts other) {
		return new Counts(this.requests + other.requests, this.errors + other.errors, this.rejected + other.rejected,
				Tally.sum(this.latency, other.latency), Tally.sum(this.answers, other.answers),
				Tally.sum(this.confidence, other.confidence), Tally.sum(this.reasons, other.reasons),
				sums(this.slices, other.slices), sums(this.feedback, other.feedback));
	}

	private static Map<String, Map<String, Long>> sums(Map<String, Map<String, Long>> one,
			Map<String, Map<String, Long>> other) {
		Map<String, Map<String, Long>> sums = new TreeMap<>(one);
		other.forEach((key, counts) -> sums.merge(key, counts, Tally::sum));
		return sums;
	}

	/**
	 * Tells whether these are the same object. Comparing all counts would take longer.
	 */
	@SuppressWarnings("ReferenceEquality")
	boolean isSame(Counts other) {
		return this == other;
	}

	/** Returns the share of failed requests. */
	public Share failed() {
		return new Share(this.errors, this.requests);
	}

	Share rejectedShare() {
		return new Share(this.rejected, this.requests);
	}

	Share slowerThan(double seconds) {
		// A bin whose bound equals the limit is not slower, despite rounding.
		double least = seconds * (1 + 1e-9);
		return new Share(Tally.total(this.latency, (bound) -> bound >= least), Tally.total(this.latency));
	}

	/** Returns the share of classified photos with an answer. */
	Share answered(String answer) {
		return new Share(this.answers.getOrDefault(answer, 0L), Tally.total(this.answers));
	}

	Share rejectedFor(String reason) {
		return new Share(Math.min(this.requests, this.reasons.getOrDefault(reason, 0L)), this.requests);
	}

	/** Returns the share of a slice's requests that had one of the outcomes. */
	Share sliceIn(String slice, Predicate<String> outcomes) {
		Map<String, Long> all = this.slices.getOrDefault(slice, EMPTY);
		return new Share(Tally.total(all, outcomes), Tally.total(all));
	}

	/** Returns the share of judgements of predictions of an age that call them wrong. */
	Share judgedWrong(String age) {
		return in(List.of(WRONG), this.feedback.getOrDefault(age, EMPTY));
	}

	static Share in(List<String> bins, Map<String, Long> counts) {
		long occurred = 0;
		for (String bin : bins) {
			occurred += counts.getOrDefault(bin, 0L);
		}
		return new Share(occurred, Tally.total(counts));
	}

	/**
	 * Returns a quantile of the durations, interpolated linearly within a bin, as
	 * Prometheus does it.
	 * @param share the share of requests that were at most this slow, in 0–1
	 * @return the duration in seconds; NaN without requests
	 */
	public double quantile(double share) {
		double wanted = share * Tally.total(this.latency);
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
	static Set<String> bins(Map<String, Long> one, Map<String, Long> other) {
		return Tally.sum(one, other).keySet();
	}

}
