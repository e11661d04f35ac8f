package dev.animals.release.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads how many photos a revision has counted in each bin of each distribution, and how
 * accurate its answers are expected to be, from the rules that count both every 30 s.
 */
public final class BinCounts {

	private static final Duration HOUR = Duration.ofHours(1);

	private final Query query;

	private final String namespace;

	/**
	 * Reads counts of one Service.
	 * @param source reaches Prometheus
	 * @param namespace the namespace of the Service
	 */
	public BinCounts(Source source, String namespace) {
		this.query = new Query(source);
		this.namespace = namespace;
	}

	/**
	 * Returns the counts of each hour.
	 * @param revision the revision
	 * @param to the end of the last hour
	 * @param hours the number of hours
	 * @throws Metrics.UnavailableException if Prometheus does not answer
	 */
	public List<Hourly> hourly(String revision, Instant to, int hours) {
		Map<List<String>, Map<String, List<Double>>> distributions = new TreeMap<>(
				(one, other) -> String.join(" ", one).compareTo(String.join(" ", other)));
		this.query
			.range(to.minus(HOUR.multipliedBy(hours - 1L)), to, HOUR,
					"sum by (model, distribution, bin) (sum_over_time(%s[1h]))".formatted(counts(revision)))
			.forEach((labels, values) -> distributions
				.computeIfAbsent(List.of(label(labels, "model"), label(labels, "distribution")), (_) -> new TreeMap<>())
				.put(label(labels, "bin"), values));
		List<Hourly> hourly = new ArrayList<>();
		distributions.forEach((names, bins) -> {
			List<NavigableMap<String, Long>> counts = Stream.<NavigableMap<String, Long>>generate(TreeMap::new)
				.limit(hours)
				.toList();
			bins.forEach((bin, values) -> {
				for (int hour = 0; hour < hours; hour++) {
					counts.get(hour).put(bin, Math.round(values.get(hour)));
				}
			});
			hourly.add(new Hourly(names.getFirst(), names.getLast(), counts));
		});
		return hourly;
	}

	/**
	 * Returns the time of the first photo within an hour, to half a minute.
	 * @param revision the revision
	 * @param end the end of the hour
	 */
	public Optional<Instant> first(String revision, Instant end) {
		// timestamp() turns each sample of a time with photos into this time.
		return this.query.at(end, "min_over_time(timestamp(sum(%s) > 0)[1h:30s])".formatted(counts(revision)))
			.values()
			.stream()
			.findFirst()
			.map((seconds) -> Instant.ofEpochSecond(Math.round(seconds)));
	}

	/**
	 * Returns the expected accuracy of the answers that name the model's subject.
	 * @param revision the revision
	 * @param model the model
	 * @param to the end of the period
	 * @param hours the number of hours
	 */
	public ExpectedAccuracy expectedAccuracy(String revision, String model, Instant to, int hours) {
		return new ExpectedAccuracy(sum("expected_right", revision, model, to, hours),
				sum("expected_variance", revision, model, to, hours),
				Math.round(sum("predictions", revision, model, to, hours)));
	}

	private double sum(String metric, String revision, String model, Instant to, int hours) {
		String query = "sum(sum_over_time(%s[%dh]))"
			.formatted(increase(metric, revision, ",model=\"%s\",verdict!~\"not_.*|unknown\"".formatted(model)), hours);
		return this.query.at(to, query).values().stream().findFirst().orElse(0.0);
	}

	private String counts(String revision) {
		return increase("bin", revision, "");
	}

	private String increase(String metric, String revision, String matchers) {
		return "revision:animals_%s:increase30s{namespace=\"%s\",service=\"animals\",revision=\"%s\"%s}"
			.formatted(metric, this.namespace, revision, matchers);
	}

	private static String label(Map<String, String> labels, String name) {
		return labels.getOrDefault(name, "");
	}

	/**
	 * The counts of one distribution.
	 *
	 * @param model the model; empty if the distribution does not depend on it
	 * @param distribution the name of the distribution
	 * @param hours the photos in each bin in each hour, from the oldest on; all hours
	 * have the same bins
	 */
	public record Hourly(String model, String distribution, List<NavigableMap<String, Long>> hours) {

		/** Copies the list. */
		public Hourly {
			hours = Collections.unmodifiableList(new ArrayList<>(hours));
		}

	}

}
