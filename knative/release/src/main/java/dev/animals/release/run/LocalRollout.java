package dev.animals.release.run;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

import io.fabric8.kubernetes.client.KubernetesClient;

import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Photos;

import dev.animals.release.cluster.Cluster;
import dev.animals.release.prometheus.PrometheusMetrics;
import dev.animals.release.prometheus.Source;
import dev.animals.release.report.Journal;
import dev.animals.release.report.ReportFiles;
import dev.animals.release.report.Terminal;
import dev.animals.release.report.Views;
import dev.animals.release.rollout.Outcome;
import dev.animals.release.rollout.Rollout;
import dev.animals.release.rollout.Settings;
import dev.animals.release.rollout.Time;
import dev.animals.release.rollout.View;
import dev.animals.release.smoke.KeepWarm;
import dev.animals.release.smoke.PhotoMode;
import dev.animals.release.smoke.Smoke;
import dev.animals.release.smoke.SmokeSet;

/**
 * Runs a rollout in this process.
 */
public final class LocalRollout {

	private final RolloutSettings settings;

	private final Settings rollout;

	private final Cluster cluster;

	private final KubernetesClient client;

	private final String namespace;

	private final Optional<Smoke> smoke;

	/**
	 * Reads the files that a rollout needs.
	 * @param settings the settings
	 * @param cluster the Service
	 * @param client reaches Prometheus through the API server
	 * @param namespace the namespace of the Service
	 * @throws IllegalArgumentException if a file cannot be used; the message is a
	 * sentence for the user
	 */
	public LocalRollout(RolloutSettings settings, Cluster cluster, KubernetesClient client, String namespace) {
		this.settings = settings;
		this.rollout = Settings.read(settings.rollout());
		this.cluster = cluster;
		this.client = client;
		this.namespace = namespace;
		this.smoke = settings.smoke()
				? Optional.of(new SmokeSet(photos(settings), List.of(PhotoMode.values()), settings.ingress()))
				: Optional.empty();
	}

	private static List<LabelledPhoto> photos(RolloutSettings settings) {
		return settings.photos().isBlank() ? Photos.shipped() : Photos.in(settings.photos(), settings.labels());
	}

	/**
	 * Rolls the candidate out. {@link Signals} lets a signal stop the rollout in an
	 * orderly way.
	 * @param id the id of the rollout, which was prepared
	 * @param out the stream for the progress
	 * @param live whether the stream is a terminal in which a table can be updated
	 * @param replaced whether another process resumes the rollout if this one is stopped
	 * @param more further listeners
	 * @return how it ended
	 */
	public Outcome run(String id, PrintStream out, boolean live, BooleanSupplier replaced, List<View> more) {
		ReportFiles report = new ReportFiles(this.settings.report(), this.rollout, new Journal(Instant::now));
		List<View> views = new ArrayList<>(List.of(new Terminal(out, live, this.rollout), report));
		views.addAll(more);
		try (KeepWarm _ = new KeepWarm(this.rollout.keepWarm(), this.settings.ingress(),
				() -> this.cluster.read().urls())) {
			Outcome outcome = new Rollout(new Rollout.Parts(this.rollout, this.cluster, metrics(), this.smoke,
					Time.SYSTEM, new Views(views), replaced))
				.run(id);
			out.println("Report: " + report.page());
			return outcome;
		}
	}

	/** Returns the requests and predictions of the revisions. */
	public PrometheusMetrics metrics() {
		return new PrometheusMetrics(
				Source.of(this.settings.prometheus(), this.client, this.settings.prometheusService()), this.namespace);
	}

	/** Returns the settings in {@code rollout.yaml}. */
	public Settings rollout() {
		return this.rollout;
	}

}
