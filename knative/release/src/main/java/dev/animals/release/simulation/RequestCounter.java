package dev.animals.release.simulation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.animals.release.judge.Counts;

/** Counts the requests of one revision in a block, as its pods and the activator do. */
final class RequestCounter {

	/** The upper bounds of queue-proxy's latency histogram, in seconds. */
	private static final double[] BOUNDS = { 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10,
			Double.POSITIVE_INFINITY };

	private final long[] bins = new long[BOUNDS.length];

	private final Map<String, long[]> answers = new HashMap<>();

	private final Map<String, long[]> confidence = new HashMap<>();

	private final Map<String, long[]> reasons = new HashMap<>();

	private final Map<String, Map<String, long[]>> slices = new HashMap<>();

	private final Map<String, Map<String, long[]>> feedback = new HashMap<>();

	private long requests;

	private long errors;

	private long rejected;

	void add(Request request) {
		this.requests++;
		int bin = Arrays.binarySearch(BOUNDS, request.seconds);
		this.bins[(bin >= 0) ? bin : -bin - 1]++;
		String outcome = request.outcome();
		count(this.slices, request.mode, outcome);
		count(this.slices, request.format, outcome);
		count(this.slices, request.size, outcome);
		switch (request.failure) {
			case Request.FAILED -> this.errors++;
			case Request.REJECTED -> {
				this.rejected++;
				count(this.reasons, "corrupt");
			}
			default -> {
				count(this.answers, request.answer);
				count(this.confidence, request.confidence);
			}
		}
	}

	void judged(String age, boolean wrong) {
		count(this.feedback, age, wrong ? Counts.WRONG : "right");
	}

	private static void count(Map<String, Map<String, long[]>> counts, String part, String outcome) {
		count(counts.computeIfAbsent(part, (_) -> new HashMap<>()), outcome);
	}

	private static void count(Map<String, long[]> counts, String key) {
		counts.computeIfAbsent(key, (_) -> new long[1])[0]++;
	}

	private static SortedMap<String, Long> sorted(Map<String, long[]> counts) {
		SortedMap<String, Long> sorted = new TreeMap<>();
		counts.forEach((key, count) -> sorted.put(key, count[0]));
		return sorted;
	}

	private static SortedMap<String, SortedMap<String, Long>> allSorted(Map<String, Map<String, long[]>> counts) {
		SortedMap<String, SortedMap<String, Long>> sorted = new TreeMap<>();
		counts.forEach((key, count) -> sorted.put(key, sorted(count)));
		return sorted;
	}

	Counts counts() {
		SortedMap<Double, Long> latency = new TreeMap<>();
		for (int i = 0; i < BOUNDS.length; i++) {
			latency.put(BOUNDS[i], this.bins[i]);
		}
		return new Counts(this.requests, this.errors, this.rejected, latency, sorted(this.answers),
				sorted(this.confidence), sorted(this.reasons), allSorted(this.slices), allSorted(this.feedback));
	}

	long requests() {
		return this.requests;
	}

}
