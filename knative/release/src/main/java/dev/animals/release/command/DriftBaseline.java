package dev.animals.release.command;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.animals.release.ExitCode;
import dev.animals.release.baseline.Observed;
import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.Service;
import dev.animals.release.prometheus.BinCounts;
import dev.animals.release.prometheus.Source;
import dev.animals.release.run.RolloutSettings;
import dev.animals.release.traffic.Tag;

/** {@code drift-baseline}. */
@Command(name = "drift-baseline",
		description = "Makes what stable has counted the reference with which drift is measured.")
final class DriftBaseline extends ClusterCommand {

	@Mixin
	private final PrometheusOptions prometheus = new PrometheusOptions();

	@Option(names = "--min-photos", defaultValue = "${env:MIN_PHOTOS:-}", paramLabel = "NUMBER",
			description = "The smallest number of photos (MIN_PHOTOS, default 500).")
	private String minPhotos = "";

	@Option(names = "--min-time", defaultValue = "${env:MIN_TIME:-}", paramLabel = "TIME",
			description = "The shortest time since the first photo (MIN_TIME, default 24h).")
	private String minTime = "";

	@Option(names = "--period", defaultValue = "${env:PERIOD:-}", paramLabel = "TIME",
			description = "How far it looks back (PERIOD, default 14d).")
	private String period = "";

	@Option(names = "--undo", defaultValue = "${env:UNDO:-}", arity = "0..1", fallbackValue = "true",
			paramLabel = "true", description = "Uses the baseline that the present one replaced (UNDO).")
	private String undo = "";

	@Option(names = "--once", defaultValue = "${env:ONCE:-}", arity = "0..1", fallbackValue = "true",
			paramLabel = "true", description = "Does nothing if stable's model has a baseline already (ONCE).")
	private String once = "";

	DriftBaseline() {
		super(Caution.CHANGES);
	}

	@Override
	protected void check(Settings settings) {
		Input.MIN_PHOTOS.check(photos());
		duration(Input.MIN_TIME, this.minTime, "24h");
		duration(Input.PERIOD, this.period, "14d");
		this.prometheus.url();
		this.prometheus.service();
	}

	private String photos() {
		return this.minPhotos.isBlank() ? "500" : this.minPhotos;
	}

	/** Reads durations such as {@code 90m}, {@code 24h} and {@code 14d}. */
	private static Duration duration(Input input, String text, String preset) {
		String checked = input.check(text.isBlank() ? preset : text).toUpperCase(Locale.ROOT);
		return Duration.parse((checked.endsWith("D") ? "P" : "PT") + checked);
	}

	@Override
	protected ExitCode run(Session session) {
		try (Cluster.Lock _ = session.lock()) {
			BaselineChange change = new BaselineChange(session);
			return this.undo.equals("true") ? change.undo() : freeze(session, change);
		}
	}

	private ExitCode freeze(Session session, BaselineChange change) {
		Service service = session.cluster().read();
		String stable = service.traffic()
			.revision(Tag.STABLE)
			.orElseThrow(() -> new CommandException(ExitCode.NOTHING_THERE,
					"No revision has the tag stable, so there is nothing to freeze. Nothing was changed."));
		int percent = service.traffic().percent(Tag.CANDIDATE);
		if (percent > 0 && !session.settings().force()) {
			throw new CommandException(ExitCode.ROLLOUT_UNDER_WAY,
					"The candidate has %d %% of the traffic. Promote it or roll back first. Nothing was changed. "
						.formatted(percent) + "To go on nevertheless: FORCE=true");
		}
		BinCounts counts = new BinCounts(
				Source.of(this.prometheus.url(), session.connection().client(),
						this.prometheus.service().orElse(RolloutSettings.PROMETHEUS_SERVICE)),
				session.settings().namespace());
		Observed observed = Observed.of(counts, stable, Instant.now().truncatedTo(ChronoUnit.SECONDS),
				duration(Input.PERIOD, this.period, "14d"));
		if (this.once.equals("true") && change.isFrozen(service, observed.model())) {
			session.say("Drift is compared with a baseline of this model already. Nothing was changed.");
			return ExitCode.DONE;
		}
		observed.shortage(Long.parseLong(photos()), duration(Input.MIN_TIME, this.minTime, "24h"))
			.ifPresent((sentence) -> {
				throw new CommandException(ExitCode.TOO_FEW_PHOTOS,
						sentence + " Nothing was changed. MIN_PHOTOS and MIN_TIME set other limits.");
			});
		return change.freeze(observed);
	}

}
