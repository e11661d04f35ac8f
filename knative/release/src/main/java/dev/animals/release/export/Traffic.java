package dev.animals.release.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import tools.jackson.databind.JsonNode;

import dev.animals.release.cluster.Cluster;

/**
 * Exports the status of the Services {@code animals} of all environments as {@code
 * animals_traffic_percent} and {@code animals_ready}, and the last decision of a rollout
 * as {@code animals_rollout_decision_timestamp_seconds}.
 * <p>
 * If the API server does not answer, a scrape gets status 500 and no series, so
 * Prometheus sets {@code up} to 0 and keeps no old values.
 */
final class Traffic implements MultiCollector {

	/**
	 * With {@code resourceVersion=0} the API server answers from its cache without asking
	 * etcd. The cache may be slightly out of date.
	 */
	static final String SERVICES = "/apis/serving.knative.dev/v1/services"
			+ "?fieldSelector=metadata.name%3Danimals&resourceVersion=0";

	/**
	 * The time, the revision and the outcome, which the rollout writes before the
	 * sentence.
	 */
	private static final Pattern DECISION = Pattern.compile("^(\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z) (\\S+) ([A-Z_]+): ");

	private final ApiServer apiServer;

	Traffic(ApiServer apiServer) {
		this.apiServer = apiServer;
	}

	@Override
	public MetricSnapshots collect() {
		// A revision may have several entries, with and without a tag.
		Map<Labels, Integer> percent = new TreeMap<>();
		Map<Labels, Integer> ready = new TreeMap<>();
		Map<Labels, Long> decisions = new TreeMap<>();
		for (JsonNode service : services()) {
			Labels labels = Labels.of("namespace", service.at("/metadata/namespace").asString(), "service",
					service.at("/metadata/name").asString());
			for (JsonNode entry : service.at("/status/traffic")) {
				percent.merge(
						labels.merge(Labels.of("tag", entry.path("tag").asString(), "revision",
								entry.path("revisionName").asString())),
						// An entry that only sets a tag has no share.
						entry.path("percent").asInt(0), Integer::sum);
			}
			ready.put(labels, routeIsReady(service) ? 1 : 0);
			Matcher decision = DECISION
				.matcher(service.at("/metadata/annotations").path(Cluster.DECISION).asString(""));
			if (decision.find()) {
				decisions.put(
						labels.merge(Labels.of("revision", decision.group(2), "outcome",
								decision.group(3).toLowerCase(Locale.ROOT))),
						Instant.parse(decision.group(1)).getEpochSecond());
			}
		}
		return MetricSnapshots.of(
				Gauges.of("animals_traffic_percent",
						"Share of the requests that a revision gets, in per cent, for each tag", percent),
				Gauges.of("animals_ready", "Whether the route is ready, 0 or 1", ready),
				Gauges.of("animals_rollout_decision_timestamp_seconds", "When the last rollout was decided, and how",
						decisions));
	}

	private Iterable<JsonNode> services() {
		try {
			return this.apiServer.get(SERVICES).required("items");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads the condition RoutesReady. The condition Ready also becomes false if a
	 * candidate does not start, although stable answers.
	 */
	private static boolean routeIsReady(JsonNode service) {
		return service.at("/status/conditions")
			.valueStream()
			.anyMatch((condition) -> condition.path("type").asString().equals("RoutesReady")
					&& condition.path("status").asString().equals("True"));
	}

}
