package dev.animals.release.export;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import tools.jackson.databind.JsonNode;

import dev.animals.release.judge.Finding;
import dev.animals.release.judge.Finding.State;
import dev.animals.release.prometheus.Metrics;
import dev.animals.release.prometheus.Metrics.UnavailableException;
import dev.animals.release.rollout.Settings;

/**
 * Exports the judge's verdict on every candidate that has traffic, so that alerts and
 * rollouts agree: {@code animals_judge_state}, {@code animals_judge_evidence},
 * {@code animals_judge_step_percent} and {@code animals_judge_looked_timestamp_seconds}.
 */
final class Verdicts implements MultiCollector {

	private final Settings settings;

	private final ApiServer apiServer;

	private final Function<String, Metrics> metrics;

	private final Map<String, Watch> watches = new HashMap<>();

	/** Scrapes come from other threads, so they get a copy that no look changes. */
	private volatile MetricSnapshots exported = MetricSnapshots.of();

	/**
	 * Creates a judge of all namespaces.
	 * @param settings the limits for candidates
	 * @param apiServer reads the Services
	 * @param metrics returns the requests of a namespace
	 */
	Verdicts(Settings settings, ApiServer apiServer, Function<String, Metrics> metrics) {
		this.settings = settings;
		this.apiServer = apiServer;
		this.metrics = metrics;
	}

	/**
	 * Judges what happened since the last look. If the API server or Prometheus does not
	 * answer, the time of the last look stays as it was.
	 */
	void look(Instant now) {
		try {
			List<Canary> canaries = canaries();
			this.watches.keySet().retainAll(canaries.stream().map(Canary::namespace).toList());
			canaries.forEach((canary) -> look(now, canary));
			this.exported = snapshots();
		}
		catch (IOException ex) {
			System.err.println("The candidates were not judged: " + ex.getMessage());
		}
	}

	private List<Canary> canaries() throws IOException {
		List<Canary> canaries = new ArrayList<>();
		for (JsonNode service : this.apiServer.get(Traffic.SERVICES).required("items")) {
			Canary.of(service).ifPresent(canaries::add);
		}
		return canaries;
	}

	private void look(Instant now, Canary canary) {
		Watch watch = this.watches.get(canary.namespace());
		if (watch == null || !watch.canary().isOfSameRevisions(canary)) {
			this.watches.put(canary.namespace(),
					new Watch(this.settings, this.metrics.apply(canary.namespace()), canary, now));
			return;
		}
		try {
			watch.look(now, canary);
		}
		catch (UnavailableException ex) {
			System.err.println("A candidate was not judged: " + ex.getMessage());
		}
	}

	@Override
	public MetricSnapshots collect() {
		return this.exported;
	}

	private MetricSnapshots snapshots() {
		GaugeSnapshot.Builder states = gauge("animals_judge_state",
				"1 for the judge's verdict on the candidate, 0 for the others");
		GaugeSnapshot.Builder evidence = gauge("animals_judge_evidence",
				"Evidence that the candidate is worse, on a logarithmic scale; 1 is enough");
		GaugeSnapshot.Builder steps = gauge("animals_judge_step_percent",
				"The share of the traffic at which the candidate is judged");
		GaugeSnapshot.Builder looks = gauge("animals_judge_looked_timestamp_seconds",
				"The end of the last period that was judged");
		this.watches.values().forEach((watch) -> {
			Labels labels = Labels.of("namespace", watch.canary().namespace(), "service", "animals", "revision",
					watch.canary().candidate(), "stable", watch.canary().stable());
			for (State state : State.values()) {
				add(states, labels.merge(Labels.of("state", state.name().toLowerCase(Locale.ROOT))),
						(state == watch.state()) ? 1 : 0);
			}
			for (Finding finding : watch.verdict().findings()) {
				if (!finding.evidence().isNone()) {
					add(evidence, labels.merge(Labels.of("check", check(finding))), finding.evidence().share());
				}
			}
			add(steps, labels, watch.canary().percent());
			add(looks, labels, (double) watch.verdict().at().getEpochSecond());
		});
		return MetricSnapshots.of(states.build(), evidence.build(), steps.build(), looks.build());
	}

	/** Returns the name without its bound, which changes with stable's durations. */
	private static String check(Finding finding) {
		return finding.name().replaceFirst("slower than [^,]*, ", "slow, ");
	}

	private static GaugeSnapshot.Builder gauge(String name, String help) {
		return GaugeSnapshot.builder().name(name).help(help);
	}

	private static void add(GaugeSnapshot.Builder gauge, Labels labels, double value) {
		gauge.dataPoint(GaugeDataPointSnapshot.builder().labels(labels).value(value).build());
	}

}
