package dev.animals.release.command;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Option;

import dev.animals.release.run.RolloutSettings;

/**
 * The options of commands that judge.
 */
final class RolloutOptions {

	@Option(names = "--rollout", defaultValue = "${env:ROLLOUT:-}", paramLabel = "FILE",
			description = "Steps, limits and deadlines (ROLLOUT, default knative/release/rollout.yaml).")
	private String rollout = "";

	@Option(names = "--photos", defaultValue = "${env:PHOTOS:-}", paramLabel = "FOLDER",
			description = "Photos of the smoke set (PHOTOS).")
	private String photos = "";

	@Option(names = "--labels", defaultValue = "${env:LABELS:-}", paramLabel = "FILE",
			description = "What the photos show (LABELS, default labels.tsv in PHOTOS).")
	private String labels = "";

	@Option(names = "--smoke", defaultValue = "${env:SMOKE:-}", paramLabel = "on|off",
			description = "Whether photos are sent before the first step (SMOKE, default on).")
	private String smoke = "";

	@Option(names = "--report", defaultValue = "${env:REPORT:-}", paramLabel = "FILE",
			description = "Report in Markdown; the page is beside it (REPORT).")
	private String report = "";

	@Option(names = "--prometheus-url", defaultValue = "${env:PROMETHEUS_URL:-}", paramLabel = "URL",
			description = "Address of Prometheus (PROMETHEUS_URL, default through the API server).")
	private String prometheusUrl = "";

	@Option(names = "--prometheus-service", defaultValue = "${env:PROMETHEUS_SERVICE:-}",
			paramLabel = "NAMESPACE/NAME:PORT", description = "Service of Prometheus (PROMETHEUS_SERVICE).")
	private String prometheusService = "";

	/** Tells whether photos were named that are not those of the repository. */
	boolean hasPhotos() {
		return !this.photos.isBlank();
	}

	RolloutSettings settings(Settings settings) {
		return RolloutSettings.of(settings.repository(), path(this.rollout), this.photos, this.labels,
				!this.smoke.equals("off"), settings.ingress(), path(this.report),
				Options.given(this.prometheusUrl).map(Input.URL::check).map(URI::create),
				Options.given(this.prometheusService).map(Input.PROMETHEUS_SERVICE::check));
	}

	private static Optional<Path> path(String text) {
		return Options.given(text).map(Path::of);
	}

}
