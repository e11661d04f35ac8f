package dev.animals.e2e.monitoring;

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

import dev.animals.e2e.Answers;
import dev.animals.e2e.Settings;
import tools.jackson.databind.JsonNode;

/**
 * Grafana's dashboard from the repository, and the data that Prometheus has for it.
 *
 * @param panels the panels in the order of the file; a row is a panel without queries
 */
record Dashboard(List<Panel> panels) {

	/** The interval at which pods are scraped. */
	private static final Duration STEP = Duration.ofSeconds(10);

	static Dashboard read() throws IOException {
		List<Panel> panels = new ArrayList<>();
		String file = Files.readString(Settings.REPOSITORY.resolve("monitoring/dashboards/animals.json"));
		for (JsonNode panel : Answers.MAPPER.readTree(file).required("panels")) {
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
	 * Queries Prometheus for the series of a query.
	 * @param expression a query with the dashboard's variables, which stand for the
	 * service {@code animals} and all of its revisions
	 */
	static List<Series> ask(String expression, String namespace, Instant from, Instant to) {
		String query = expression.replace("$namespace", namespace)
			.replace("$service", "animals")
			.replace("$revision", ".+")
			.replace("$window", "1h");
		return Prometheus.get("query_range?query=%s&start=%d&end=%d&step=%d".formatted(
				URLEncoder.encode(query, StandardCharsets.UTF_8), from.getEpochSecond(), to.getEpochSecond(),
				STEP.toSeconds()))
			.required("result")
			.valueStream()
			.map(Series::of)
			.toList();
	}

	/**
	 * A panel.
	 *
	 * @param title its title
	 * @param type its type in Grafana
	 * @param unit the unit of its values in Grafana's spelling
	 * @param x its position in the 24 columns of the page
	 * @param y its position in lines
	 * @param width its width in columns
	 * @param height its height in lines
	 * @param thresholds the limits that it shows
	 * @param queries the queries that it shows
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

		/** Returns the name of a series in the legend. */
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
	 * @param labels its labels
	 * @param values its finite values by second of the epoch
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
