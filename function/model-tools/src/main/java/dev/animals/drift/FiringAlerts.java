package dev.animals.drift;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.program.InvalidInputException;
import dev.animals.rules.DriftAlert;

/**
 * The drift alerts of a namespace that fire in the cluster's Prometheus, queried through
 * kubectl.
 */
final class FiringAlerts {

	private static final String PROMETHEUS = "/api/v1/namespaces/monitoring/services/prometheus-operated:9090/proxy";

	private static final JsonMapper MAPPER = new JsonMapper();

	private final String namespace;

	FiringAlerts(String namespace) {
		this.namespace = namespace;
	}

	/**
	 * Watches the alerts.
	 * @param begin the moment from which delays are measured
	 * @param duration how long to watch from now on
	 * @return the delay of each alert that fired
	 * @throws IOException if kubectl cannot be run
	 * @throws InterruptedException if the thread is interrupted
	 */
	Map<String, Duration> watch(Instant begin, Duration duration) throws IOException, InterruptedException {
		Map<String, Duration> fired = new LinkedHashMap<>();
		Instant end = Instant.now().plus(duration);
		while (Instant.now().isBefore(end)) {
			Thread.sleep(5_000);
			for (String alert : names()) {
				fired.putIfAbsent(alert, Duration.between(begin, Instant.now()));
			}
		}
		return fired;
	}

	/**
	 * Waits until Prometheus has a baseline that is newer than a moment, and the rules no
	 * longer call the service learning.
	 * @param begin the moment
	 * @param duration how long to wait at most
	 * @throws IOException if kubectl cannot be run
	 * @throws InterruptedException if the thread is interrupted
	 */
	void awaitBaseline(Instant begin, Duration duration) throws IOException, InterruptedException {
		Instant end = Instant.now().plus(duration);
		String query = ("max(animals_baseline_timestamp_seconds{namespace=\"%1$s\"}) >= %2$d "
				+ "and max(model:animals_drift:learning{namespace=\"%1$s\"}) == 0")
			.formatted(this.namespace, begin.getEpochSecond());
		while (ask(query).isEmpty()) {
			if (Instant.now().isAfter(end)) {
				throw new InvalidInputException("Prometheus has no baseline for namespace %s after %d minutes."
					.formatted(this.namespace, duration.toMinutes()));
			}
			Thread.sleep(5_000);
		}
	}

	private List<String> names() throws IOException, InterruptedException {
		String query = "max by (alertname) (ALERTS{alertstate=\"firing\",namespace=\"%s\",alertname=~\"%s\"})"
			.formatted(this.namespace, DriftAlert.anyName());
		return ask(query).stream().map((series) -> series.at("/metric/alertname").stringValue()).toList();
	}

	private static List<JsonNode> ask(String query) throws IOException, InterruptedException {
		Process kubectl = new ProcessBuilder("kubectl", "get", "--raw",
				PROMETHEUS + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		byte[] output = kubectl.getInputStream().readAllBytes();
		if (kubectl.waitFor() != 0) {
			throw new InvalidInputException("kubectl cannot ask Prometheus; it printed the reason above.");
		}
		JsonNode answer = MAPPER.readTree(output);
		return answer.at("/data/result").valueStream().toList();
	}

}
