package dev.animals.e2e.monitoring;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.animals.e2e.Answers;
import dev.animals.testing.Command;
import tools.jackson.databind.JsonNode;

import static org.awaitility.Awaitility.await;

/** Queries the Prometheus of {@code make monitoring} through the API server. */
final class Prometheus {

	/**
	 * The time after which rules use a sample: they leave out the last 15 s, and a scrape
	 * takes up to 5 s.
	 */
	private static final Duration SETTLED = Duration.ofSeconds(20);

	private Prometheus() {
	}

	static boolean isThere() {
		return Command
			.run(Duration.ofSeconds(20), Map.of(),
					List.of("kubectl", "get", "pod", "prometheus-animals-0", "--namespace", "monitoring"))
			.status() == 0;
	}

	/** Sends a GET request and returns the {@code data} of the answer. */
	static JsonNode get(String path) {
		return Answers.MAPPER
			.readTree(Command
				.run(Duration.ofSeconds(20), Map.of(),
						List.of("kubectl", "get", "--raw",
								"/api/v1/namespaces/monitoring/services/prometheus-operated:9090/proxy/api/v1/" + path))
				.succeeded()
				.output())
			.required("data");
	}

	/** Returns the result of a query, one series with its value each. */
	static List<Series> query(String query) {
		return get("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)).required("result")
			.valueStream()
			.map((series) -> new Series(labels(series.required("metric")),
					Double.parseDouble(series.required("value").required(1).stringValue())))
			.toList();
	}

	/** Returns the samples of one series in a range; none if there is no such series. */
	static List<Double> values(String range) {
		return get("query?query=" + URLEncoder.encode(range, StandardCharsets.UTF_8)).at("/result/0/values")
			.valueStream()
			.map((sample) -> Double.valueOf(sample.required(1).stringValue()))
			.toList();
	}

	private static Map<String, String> labels(JsonNode metric) {
		Map<String, String> labels = new TreeMap<>();
		metric.properties().forEach((label) -> labels.put(label.getKey(), label.getValue().stringValue()));
		return labels;
	}

	/** Returns the sum of a query's values; 0 if it has no result. */
	static double number(String query) {
		return query(query).stream().mapToDouble(Series::value).sum();
	}

	/**
	 * Returns the sum of the counts that a rule has recorded for a namespace.
	 * @param since a time after all earlier runs in this namespace
	 */
	static double recorded(Instant since, String rule, String namespace, String... labels) {
		return number("sum(sum_over_time(%s{namespace=\"%s\"%s}[%s]))".formatted(rule, namespace,
				Stream.of(labels).map(","::concat).collect(Collectors.joining()), window(since)));
	}

	/** Returns the time since a moment as a duration in Prometheus' syntax. */
	static String window(Instant since) {
		return Duration.between(since, Instant.now()).toSeconds() + "s";
	}

	/** Returns the rules of a type, {@code record} or {@code alert}, of all groups. */
	static List<JsonNode> rules(String type) {
		return groups(type).stream().flatMap((group) -> group.required("rules").valueStream()).toList();
	}

	private static List<JsonNode> groups(String type) {
		return get("rules?type=" + type).required("groups").valueStream().toList();
	}

	/**
	 * Waits until a group of rules has counted everything that was scraped before now.
	 */
	static void awaitRecorded(String group) {
		Instant complete = Instant.now().plus(SETTLED);
		await().atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofSeconds(2))
			.until(() -> groups("record").stream()
				.filter((candidate) -> candidate.required("name").stringValue().equals(group))
				.allMatch((candidate) -> Instant.parse(candidate.required("lastEvaluation").stringValue())
					.isAfter(complete)));
	}

	/**
	 * A series at one time.
	 *
	 * @param labels its labels, with {@code __name__} if it has a name
	 * @param value its value
	 */
	record Series(Map<String, String> labels, double value) {

		String label(String name) {
			return this.labels.getOrDefault(name, "");
		}

	}

}
