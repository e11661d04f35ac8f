package dev.animals.traffic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import tools.jackson.databind.JsonNode;

/**
 * The status of all Services {@code animals}, one in each environment's namespace, as
 * {@code animals_traffic_percent} and {@code animals_ready}.
 * <p>
 * When the API server does not answer there are no series at all and the reader gets a
 * 500, so that Prometheus has its {@code up} at 0: what is not known is not said.
 */
final class Traffic implements MultiCollector {

	/**
	 * From the API server's own memory ({@code resourceVersion=0}), which is at most
	 * moments old, and not from etcd.
	 */
	private static final String SERVICES = "/apis/serving.knative.dev/v1/services?fieldSelector=metadata.name%3Danimals&resourceVersion=0";

	private final ApiServer apiServer;

	Traffic(ApiServer apiServer) {
		this.apiServer = apiServer;
	}

	@Override
	public MetricSnapshots collect() {
		// A revision may stand in several entries, with and without a tag.
		Map<Labels, Integer> percent = new TreeMap<>();
		Map<Labels, Integer> ready = new TreeMap<>();
		for (JsonNode service : services()) {
			Labels labels = Labels.of("namespace", service.at("/metadata/namespace").asString(), "service",
					service.at("/metadata/name").asString());
			for (JsonNode entry : service.at("/status/traffic")) {
				percent.merge(
						labels.merge(Labels.of("tag", entry.path("tag").asString(), "revision",
								entry.path("revisionName").asString())),
						// A tag alone has no share.
						entry.path("percent").asInt(0), Integer::sum);
			}
			ready.put(labels, routeIsReady(service) ? 1 : 0);
		}
		return MetricSnapshots.of(
				gauge("animals_traffic_percent",
						"Share of the requests that a revision gets by a tag, or without one, in per cent", percent),
				gauge("animals_ready", "Whether the route is ready, 0 or 1", ready));
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
	 * Not the condition Ready, which a candidate that does not start makes false while
	 * stable answers.
	 */
	private static boolean routeIsReady(JsonNode service) {
		return service.at("/status/conditions")
			.valueStream()
			.anyMatch((condition) -> condition.path("type").asString().equals("RoutesReady")
					&& condition.path("status").asString().equals("True"));
	}

	private static GaugeSnapshot gauge(String name, String help, Map<Labels, Integer> values) {
		GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
		values.forEach((labels, value) -> gauge
			.dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
		return gauge.build();
	}

}
