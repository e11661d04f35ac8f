package dev.animals.release.simulation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

import dev.animals.release.judge.Counts;
import dev.animals.release.simulation.Request.Outcome;

/** Counts the requests of one revision in a block, as its pods and the activator do. */
final class RequestCounter {

	/** The upper bounds of queue-proxy's latency histogram, in seconds. */
	private static final double[] BOUNDS = { 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
			Double.POSITIVE_INFINITY };

	private final long[] bins = new long[BOUNDS.length];

	private final Map<String, Long> answers = new HashMap<>();

	private final Map<String, Long> confidence = new HashMap<>();

	private final Map<String, Long> reasons = new HashMap<>();

	private final Map<String, Map<Outcome, Long>> slices = new HashMap<>();

	private final Map<String, Map<String, Long>> feedback = new HashMap<>();

	private long requests;

	private long errors;

	private long rejected;

	void add(Request request) {
		this.requests++;
		int bin = Arrays.binarySearch(BOUNDS, request.seconds);
		this.bins[(bin >= 0) ? bin : -bin - 1]++;
		Outcome outcome = request.outcome();
		count(slice(request.mode), outcome);
		count(slice(request.format), outcome);
		count(slice(request.size), outcome);
		switch (outcome) {
			case FAILED -> this.errors++;
			case REJECTED -> {
				this.rejected++;
				count(this.reasons, "corrupt");
			}
			case ANIMAL, NOT_ANIMAL, UNKNOWN -> {
				count(this.answers, request.answer);
				count(this.confidence, request.confidence);
			}
		}
	}

	void judged(String age, boolean wrong) {
		count(this.feedback.computeIfAbsent(age, (_) -> new HashMap<>()), wrong ? Counts.WRONG : "right");
	}

	private Map<Outcome, Long> slice(String name) {
		return this.slices.computeIfAbsent(name, (_) -> new EnumMap<>(Outcome.class));
	}

	private static <K> void count(Map<K, Long> counts, K key) {
		counts.merge(key, 1L, Long::sum);
	}

	Counts counts() {
		Map<Double, Long> latency = new HashMap<>();
		for (int i = 0; i < BOUNDS.length; i++) {
			latency.put(BOUNDS[i], this.bins[i]);
		}
		Map<String, Map<String, Long>> outcomes = new HashMap<>();
		this.slices.forEach((slice, counts) -> outcomes.put(slice, byLabel(counts)));
		return new Counts(this.requests, this.errors, this.rejected, latency, this.answers, this.confidence,
				this.reasons, outcomes, this.feedback);
	}

	private static Map<String, Long> byLabel(Map<Outcome, Long> counts) {
		Map<String, Long> byLabel = new HashMap<>();
		counts.forEach((outcome, count) -> byLabel.put(outcome.label, count));
		return byLabel;
	}

	long requests() {
		return this.requests;
	}

}
