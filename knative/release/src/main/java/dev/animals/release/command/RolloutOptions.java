package dev.animals.release.command;

import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.Mixin;
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

	@Mixin
	private final PrometheusOptions prometheus = new PrometheusOptions();

	/** Tells whether photos were named that are not those of the repository. */
	boolean hasPhotos() {
		return !this.photos.isBlank();
	}

	RolloutSettings settings(Settings settings) {
		return RolloutSettings.of(settings.repository(), path(this.rollout), this.photos, this.labels,
				!this.smoke.equals("off"), settings.ingress(), path(this.report), this.prometheus.url(),
				this.prometheus.service());
	}

	private static Optional<Path> path(String text) {
		return Options.given(text).map(Path::of);
	}

}
