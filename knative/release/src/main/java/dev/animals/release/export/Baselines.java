package dev.animals.release.export;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

import dev.animals.release.baseline.Baseline;
import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.DriftBaselines;

/**
 * Exports the drift baseline that each Service names in an annotation, as {@code
 * animals_baseline_*}. A Service without one has no series.
 * <p>
 * A baseline that cannot be read is logged and counted in {@code
 * animals_baseline_failures_total}. It never affects a scrape, because baselines are read
 * between scrapes.
 */
final class Baselines implements MultiCollector {

	private final ApiServer apiServer;

	/** The baselines by the labels of their Services. */
	private Map<Labels, Frozen> baselines = new TreeMap<>();

	private final Map<Labels, Integer> failures = new TreeMap<>();

	/** The last failure of each Service, so that it is logged only once. */
	private final Map<Labels, String> logged = new TreeMap<>();

	/** Scrapes come from other threads, so they get a copy that no look changes. */
	private volatile MetricSnapshots exported = MetricSnapshots.of();

	Baselines(ApiServer apiServer) {
		this.apiServer = apiServer;
	}

	/**
	 * Reads the baselines. If the API server does not answer, the earlier ones stay,
	 * because a baseline never changes.
	 */
	void look() {
		try {
			Map<Labels, Frozen> found = new TreeMap<>();
			for (JsonNode service : this.apiServer.get(Traffic.SERVICES).required("items")) {
				String name = service.at("/metadata/annotations").path(Cluster.DRIFT_BASELINE).asString("");
				if (!name.isEmpty()) {
					String namespace = service.at("/metadata/namespace").asString();
					Labels labels = Labels.of("namespace", namespace, "service",
							service.at("/metadata/name").asString());
					this.failures.putIfAbsent(labels, 0);
					read(labels, namespace, name, found);
				}
			}
			this.baselines = found;
			this.exported = snapshots();
		}
		catch (IOException | JacksonException ex) {
			System.err.println("The drift baselines were not looked for: " + ex.getMessage());
		}
	}

	private void read(Labels labels, String namespace, String name, Map<Labels, Frozen> found) {
		try {
			if (!DriftBaselines.isName(name)) {
				throw new IllegalArgumentException(
						"the annotation %s names no baseline".formatted(Cluster.DRIFT_BASELINE));
			}
			JsonNode map = this.apiServer.get("/api/v1/namespaces/%s/configmaps/%s".formatted(namespace, name));
			found.put(labels,
					new Frozen(name, Baseline.read(map.path("data").path(DriftBaselines.DOCUMENT).asString(""))));
			this.logged.remove(labels);
		}
		catch (IOException ex) {
			Frozen before = this.baselines.get(labels);
			if (before != null && before.name().equals(name)) {
				found.put(labels, before);
			}
			fail(labels, name, ex);
		}
		catch (IllegalArgumentException ex) {
			fail(labels, name, ex);
		}
	}

	private void fail(Labels labels, String name, Exception failure) {
		this.failures.merge(labels, 1, Integer::sum);
		String message = "The drift baseline %s in %s was not read: %s".formatted(name, labels.get("namespace"),
				failure.getMessage());
		if (!message.equals(this.logged.put(labels, message))) {
			System.err.println(message);
		}
	}

	@Override
	public MetricSnapshots collect() {
		return this.exported;
	}

	private MetricSnapshots snapshots() {
		Map<Labels, Double> photos = new TreeMap<>();
		Map<Labels, Double> shares = new TreeMap<>();
		Map<Labels, Double> spreads = new TreeMap<>();
		Map<Labels, Double> accuracies = new TreeMap<>();
		Map<Labels, Double> errors = new TreeMap<>();
		Map<Labels, Double> infos = new TreeMap<>();
		Map<Labels, Double> times = new TreeMap<>();
		this.baselines.forEach((service, frozen) -> {
			Baseline baseline = frozen.baseline();
			Labels model = service.merge(Labels.of("model", baseline.model()));
			infos.put(model.merge(Labels.of("baseline", frozen.name(), "revision", baseline.revision())), 1.0);
			times.put(model, (double) baseline.to().getEpochSecond());
			if (baseline.accuracy().isKnown()) {
				accuracies.put(model, baseline.accuracy().mean());
				errors.put(model, baseline.accuracy().error());
			}
			baseline.distributions().forEach((name, reference) -> {
				// The series that are compared with it have the same labels.
				Labels labels = (reference.ofModel() ? model : service).merge(Labels.of("distribution", name));
				photos.put(labels, (double) reference.photos());
				reference.bins()
					.entrySet()
					.forEach((bin) -> shares.put(labels.merge(Labels.of("bin", bin.getKey())), reference.share(bin)));
				put(spreads, labels.merge(Labels.of("window", "1h")), reference.spread().hour());
				put(spreads, labels.merge(Labels.of("window", "1d")), reference.spread().day());
			});
		});
		return MetricSnapshots.of(Gauges.of("animals_baseline_photos", "Photos in the drift baseline", photos),
				Gauges.of("animals_baseline_share", "The share of each bin in the drift baseline, 0-1", shares),
				Gauges.of("animals_baseline_spread",
						"How much the index of drift varies beyond chance, for each degree " + "of freedom", spreads),
				Gauges.of("animals_baseline_expected_accuracy",
						"The accuracy that was expected of the baseline's answers, 0-1", accuracies),
				Gauges.of("animals_baseline_expected_accuracy_error",
						"The standard error of the baseline's expected accuracy", errors),
				Gauges.of("animals_baseline_info", "Always 1; names the drift baseline", infos),
				Gauges.of("animals_baseline_timestamp_seconds", "The end of the period that the drift baseline covers",
						times),
				failures());
	}

	private static void put(Map<Labels, Double> values, Labels labels, OptionalDouble value) {
		value.ifPresent((known) -> values.put(labels, known));
	}

	private CounterSnapshot failures() {
		CounterSnapshot.Builder counter = CounterSnapshot.builder()
			.name("animals_baseline_failures")
			.help("How often a drift baseline could not be read");
		this.failures.forEach((labels, count) -> counter
			.dataPoint(CounterDataPointSnapshot.builder().labels(labels).value(count).build()));
		return counter.build();
	}

	/**
	 * A baseline that a Service names.
	 *
	 * @param name the name of its ConfigMap
	 * @param baseline its content
	 */
	private record Frozen(String name, Baseline baseline) {
	}

}
