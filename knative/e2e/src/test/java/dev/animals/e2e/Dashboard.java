package dev.animals.e2e;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

/**
 * Grafana's dashboard as the repository has it, and what Prometheus knows of its panels.
 *
 * @param panels in the order of the file, rows as panels without queries
 */
record Dashboard(List<Panel> panels) {

	/** Finer than pods are read shows nothing more. */
	private static final Duration STEP = Duration.ofSeconds(10);

	static Dashboard read() throws IOException {
		List<Panel> panels = new ArrayList<>();
		String file = Files.readString(Settings.REPOSITORY.resolve("monitoring/dashboards/animals.json"));
		for (JsonNode panel : Photos.MAPPER.readTree(file).required("panels")) {
			JsonNode position = panel.required("gridPos");
			JsonNode defaults = panel.path("fieldConfig").path("defaults");
			panels.add(new Panel(panel.required("title").stringValue(), panel.required("type").stringValue(),
					defaults.path("unit").asString(""), position.required("x").intValue(),
					position.required("y").intValue(), position.required("w").intValue(),
					position.required("h").intValue(),
					defaults.path("thresholds")
						.path("steps")
						.valueStream()
						.filter((step) -> step.required("value").isNumber())
						.map((step) -> new Threshold(step.required("value").doubleValue(),
								step.required("color").stringValue()))
						.toList(),
					panel.path("targets")
						.valueStream()
						.map((target) -> new Query(target.required("legendFormat").stringValue(),
								target.required("expr").stringValue()))
						.toList()));
		}
		return new Dashboard(panels);
	}

	/**
	 * What a query of Prometheus' own language gives.
	 * @param expression with the dashboard's variables, of which the service is
	 * {@code animals} and the rest all
	 */
	static List<Series> ask(String expression, String namespace, Instant from, Instant to) {
		String query = expression.replace("$namespace", namespace)
			.replace("$service", "animals")
			.replace("$revision", ".+")
			.replace("$window", "1h");
		String answer = Command.run(Duration.ofSeconds(30), Map.of(), List.of("kubectl", "get", "--raw",
				"/api/v1/namespaces/monitoring/services/prometheus-operated:9090/proxy/api/v1/query_range?query=%s&start=%d&end=%d&step=%d"
					.formatted(URLEncoder.encode(query, StandardCharsets.UTF_8), from.getEpochSecond(),
							to.getEpochSecond(), STEP.toSeconds())))
			.succeeded()
			.output();
		return Photos.MAPPER.readTree(answer).at("/data/result").valueStream().map(Series::of).toList();
	}

	/**
	 * A panel.
	 *
	 * @param unit as Grafana calls it
	 * @param x in the 24 columns of the page, as {@code width} is
	 * @param y in lines, as {@code height} is
	 */
	record Panel(String title, String type, String unit, int x, int y, int width, int height,
			List<Threshold> thresholds, List<Query> queries) {

		@Override
		public String toString() {
			return this.title;
		}

	}

	record Threshold(double value, String colour) {
	}

	record Query(String legend, String expression) {

		/** How the legend calls a series. */
		String name(Series series) {
			String name = this.legend;
			for (Entry<String, String> label : series.labels().entrySet()) {
				name = name.replace("{{" + label.getKey() + "}}", label.getValue());
			}
			return name.replaceAll("\\{\\{\\w+}}", "");
		}

	}

	/**
	 * A series.
	 *
	 * @param values by second of the epoch; only numbers
	 */
	record Series(Map<String, String> labels, NavigableMap<Long, Double> values) {

		static Series of(JsonNode result) {
			Map<String, String> labels = new TreeMap<>();
			result.required("metric")
				.properties()
				.forEach((label) -> labels.put(label.getKey(), label.getValue().stringValue()));
			NavigableMap<Long, Double> values = new TreeMap<>();
			for (JsonNode value : result.required("values")) {
				String number = value.required(1).stringValue();
				if (!number.equals("NaN") && !number.endsWith("Inf")) {
					values.put(value.required(0).longValue(), Double.valueOf(number));
				}
			}
			return new Series(labels, values);
		}

		double last() {
			return this.values.lastEntry().getValue();
		}

		double largest() {
			return this.values.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
		}

	}

}
