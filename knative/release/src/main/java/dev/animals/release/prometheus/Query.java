package dev.animals.release.prometheus;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.prometheus.Metrics.UnavailableException;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Evaluates queries at a single time or at regular times.
 *
 * @param source reaches Prometheus
 */
record Query(Source source) {

	private static final JsonMapper MAPPER = new JsonMapper();

	/**
	 * Evaluates a query.
	 * @return the values by the labels of their series
	 * @throws UnavailableException if Prometheus does not answer
	 */
	Map<Map<String, String>, Double> at(Instant time, String query) {
		return ask("query?time=%s&query=%s".formatted(time.toEpochMilli() / 1000.0, URLEncoder.encode(query, UTF_8)));
	}

	/**
	 * Evaluates a query at regular times.
	 * @return the values by the labels of their series, with 0 at times without a value
	 * @throws UnavailableException if Prometheus does not answer
	 */
	Map<Map<String, String>, List<Double>> range(Instant from, Instant to, Duration step, String query) {
		double start = from.toEpochMilli() / 1000.0;
		int times = Math.toIntExact(Duration.between(from, to).dividedBy(step)) + 1;
		Map<Map<String, String>, List<Double>> ranges = new HashMap<>();
		series("query_range?start=%s&end=%s&step=%d&query=%s".formatted(start, to.toEpochMilli() / 1000.0,
				step.toSeconds(), URLEncoder.encode(query, UTF_8)))
			.forEach((labels, series) -> {
				List<Double> values = new ArrayList<>(Collections.nCopies(times, 0.0));
				for (JsonNode sample : series.path("values")) {
					values.set((int) Math.round((sample.path(0).asDouble() - start) / step.toSeconds()),
							number(sample.path(1)));
				}
				ranges.put(labels, values);
			});
		return ranges;
	}

	/**
	 * Returns the time of Prometheus' own clock in seconds since 1970; NaN if Prometheus
	 * does not return it.
	 */
	double clock() {
		return ask("query?query=vector(time())").values().stream().findFirst().orElse(Double.NaN);
	}

	private Map<Map<String, String>, Double> ask(String path) {
		Map<Map<String, String>, Double> values = new HashMap<>();
		series(path).forEach((labels, series) -> values.put(labels, number(series.path("value").path(1))));
		return values;
	}

	private static double number(JsonNode value) {
		return Double.parseDouble(value.asString("NaN"));
	}

	private Map<Map<String, String>, JsonNode> series(String path) {
		String body = this.source.get(path);
		try {
			JsonNode answer = MAPPER.readTree(body);
			if (!answer.path("status").asString("").equals("success")) {
				throw new UnavailableException(answer.path("error").asString("no answer"));
			}
			Map<Map<String, String>, JsonNode> found = new HashMap<>();
			for (JsonNode series : answer.path("data").path("result")) {
				Map<String, String> labels = new TreeMap<>();
				series.path("metric")
					.properties()
					.forEach((label) -> labels.put(label.getKey(), label.getValue().asString("")));
				found.put(labels, series);
			}
			return found;
		}
		catch (JacksonException ex) {
			throw new UnavailableException("Prometheus answered something that is not JSON", ex);
		}
	}

}
