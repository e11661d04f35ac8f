package dev.animals.release.prometheus;

import java.net.URLEncoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.prometheus.Metrics.UnavailableException;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Evaluates instant queries, each at a single time.
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
	 * Returns the time of Prometheus' own clock in seconds since 1970; NaN if Prometheus
	 * does not return it.
	 */
	double clock() {
		return ask("query?query=vector(time())").values().stream().findFirst().orElse(Double.NaN);
	}

	private Map<Map<String, String>, Double> ask(String path) {
		String body = this.source.get(path);
		try {
			JsonNode answer = MAPPER.readTree(body);
			if (!answer.path("status").asString("").equals("success")) {
				throw new UnavailableException(answer.path("error").asString("no answer"));
			}
			Map<Map<String, String>, Double> values = new HashMap<>();
			for (JsonNode series : answer.path("data").path("result")) {
				Map<String, String> labels = new TreeMap<>();
				series.path("metric")
					.properties()
					.forEach((label) -> labels.put(label.getKey(), label.getValue().asString("")));
				values.put(labels, Double.parseDouble(series.path("value").path(1).asString("NaN")));
			}
			return values;
		}
		catch (JacksonException ex) {
			throw new UnavailableException("Prometheus answered something that is not JSON", ex);
		}
	}

}
