package dev.animals.e2e;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;

import static org.awaitility.Awaitility.await;

/** What {@code make monitoring} brought up, asked through Kubernetes' API server. */
final class Prometheus {

	/** Rules leave out what is younger, and a scrape takes up to 5 s. */
	private static final Duration SETTLED = Duration.ofSeconds(20);

	private Prometheus() {
	}

	static boolean isThere() {
		return Command
			.run(Duration.ofSeconds(20), Map.of(),
					List.of("kubectl", "get", "pod", "prometheus-animals-0", "--namespace", "monitoring"))
			.status() == 0;
	}

	/** The {@code data} of an answer. */
	static JsonNode get(String path) {
		return Photos.MAPPER
			.readTree(Command
				.run(Duration.ofSeconds(20), Map.of(),
						List.of("kubectl", "get", "--raw",
								"/api/v1/namespaces/monitoring/services/prometheus-operated:9090/proxy/api/v1/" + path))
				.succeeded()
				.output())
			.required("data");
	}

	/** The series that a query gives, each with its value. */
	static List<Series> query(String query) {
		return get("query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8)).required("result")
			.valueStream()
			.map((series) -> new Series(labels(series.required("metric")),
					Double.parseDouble(series.required("value").required(1).stringValue())))
			.toList();
	}

	/** All that was read of a range of one series; none if there is no such series. */
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

	/** The one number that a query gives; 0 if it gives none. */
	static double number(String query) {
		return query(query).stream().mapToDouble(Series::value).sum();
	}

	/**
	 * What a counting rule has noted of a namespace, in all.
	 * @param since leaves out what an earlier run had counted in the same namespace
	 */
	static double recorded(Instant since, String rule, String namespace, String... labels) {
		return number("sum(sum_over_time(%s{namespace=\"%s\"%s}[%s]))".formatted(rule, namespace,
				Stream.of(labels).map(","::concat).collect(Collectors.joining()), window(since)));
	}

	/** The time since then, as queries have it. */
	static String window(Instant since) {
		return Duration.between(since, Instant.now()).toSeconds() + "s";
	}

	/** All rules of all groups. */
	static List<JsonNode> rules(String type) {
		return groups(type).stream().flatMap((group) -> group.required("rules").valueStream()).toList();
	}

	private static List<JsonNode> groups(String type) {
		return get("rules?type=" + type).required("groups").valueStream().toList();
	}

	/** Waits until a group of rules has taken up all that was read before now. */
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
	 * @param labels with {@code __name__}, if it still has one
	 */
	record Series(Map<String, String> labels, double value) {

		String label(String name) {
			return this.labels.getOrDefault(name, "");
		}

	}

}
