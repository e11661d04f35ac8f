package dev.animals.release.command;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import dev.animals.release.ExitCode;
import dev.animals.release.baseline.Baseline;
import dev.animals.release.baseline.Observed;
import dev.animals.release.baseline.Reference;
import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.DriftBaselines;
import dev.animals.release.cluster.Service;
import dev.animals.release.command.BackupFile.NamedBaseline;
import dev.animals.release.prometheus.ExpectedAccuracy;
import dev.animals.release.traffic.Tag;

/**
 * Changes which drift baseline the Service names. The name is an annotation of the
 * Service, not of its template, so no revision is created.
 */
final class BaselineChange {

	private final Session session;

	private final DriftBaselines baselines;

	BaselineChange(Session session) {
		this.session = session;
		this.baselines = new DriftBaselines(session.connection().client(), session.settings().namespace());
	}

	/** Stores a new baseline and uses it. */
	ExitCode freeze(Observed observed) {
		String before = named(this.session.cluster().read());
		Baseline baseline = observed.freeze(this.session.connection().holder(), before);
		print(observed, baseline);
		if (this.session.settings().dryRun()) {
			this.session.say("Would store this as a new ConfigMap %s… and use it.", DriftBaselines.PREFIX);
			return ExitCode.DONE;
		}
		String name = this.baselines.create(baseline.document());
		point(name, observed.revision());
		this.baselines.deleteOld(name);
		this.session.say("Drift is now compared with %s. To undo this: make drift-baseline UNDO=true", name);
		return ExitCode.DONE;
	}

	/** Uses the baseline that the present one replaced. */
	ExitCode undo() {
		String current = named(this.session.cluster().read());
		if (current.isEmpty()) {
			throw new CommandException(ExitCode.NOTHING_THERE,
					"The Service has no drift baseline. Nothing was changed.");
		}
		Optional<String> previous = this.baselines.read(current)
			.flatMap(BaselineChange::parsed)
			.map(Baseline::replaces)
			.filter((name) -> !name.isEmpty() && this.baselines.read(name).isPresent());
		String sentence = previous.map("Drift is compared with %s again."::formatted)
			.orElse("There is no earlier baseline. Drift is compared with the model's own reference again.");
		if (this.session.settings().dryRun()) {
			this.session.say("Would be: " + sentence);
			return ExitCode.DONE;
		}
		point(previous.orElse(null), "");
		this.session.say(sentence + " %s is kept.".formatted(current));
		return ExitCode.DONE;
	}

	/** Tells whether a Service uses a baseline of a model. */
	boolean isFrozen(Service service, String model) {
		return current(service).map(NamedBaseline::document)
			.flatMap(BaselineChange::parsed)
			.filter((baseline) -> baseline.model().equals(model))
			.isPresent();
	}

	/** Reads a document; empty if it is broken, so that it can be replaced. */
	private static Optional<Baseline> parsed(String document) {
		try {
			return Optional.of(Baseline.read(document));
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** Returns the baseline that a Service uses, if it has one. */
	Optional<NamedBaseline> current(Service service) {
		String name = named(service);
		return name.isEmpty() ? Optional.empty()
				: this.baselines.read(name).map((document) -> new NamedBaseline(name, document));
	}

	/** Stores the baseline of a backup, unless it is there already, and uses it. */
	void restore(NamedBaseline backup) {
		Optional<String> existing = this.baselines.read(backup.name());
		String name = backup.name();
		if (existing.isEmpty()) {
			this.baselines.create(name, backup.document());
		}
		else if (!existing.get().equals(backup.document())) {
			name = this.baselines.create(backup.document());
		}
		point(name, "");
		this.session.say("Drift is compared with %s of the backup.", name);
	}

	/** Returns the name of the baseline that a Service uses; empty if it has none. */
	private static String named(Service service) {
		return service.annotations().getOrDefault(Cluster.DRIFT_BASELINE, "");
	}

	/**
	 * Writes the annotation. If somebody else has changed the Service since it was read,
	 * it is read again.
	 * @param name the name of the baseline; null removes the annotation
	 * @param revision the revision that must be stable; empty for any
	 */
	private void point(@Nullable String name, String revision) {
		Map<String, @Nullable String> annotations = new HashMap<>();
		annotations.put(Cluster.DRIFT_BASELINE, name);
		Service service;
		do {
			service = this.session.cluster().read();
			String stable = service.traffic().revision(Tag.STABLE).orElse("");
			if (!revision.isEmpty() && !revision.equals(stable)) {
				throw new CommandException(ExitCode.INTERFERED,
						"%s became stable meanwhile, so the baseline of %s is not used. Run the command again."
							.formatted(stable, revision));
			}
		}
		while (!this.session.cluster().annotate(service, annotations));
	}

	private void print(Observed observed, Baseline baseline) {
		this.session.say("%s classified %d photos with %s from %s to %s.", baseline.revision(), baseline.photos(),
				baseline.model(), baseline.from(), baseline.to());
		if (baseline.accuracy().isKnown()) {
			this.session.say(
					"Without labels, %.1f %% of its %d answers that name the subject are expected to be right.",
					100 * baseline.accuracy().mean(), baseline.accuracy().answers());
		}
		else {
			this.session
				.warn("Only %d answers name the subject. The alert on the expected accuracy needs %d and stays off."
					.formatted(baseline.accuracy().answers(), ExpectedAccuracy.FEWEST_ANSWERS));
		}
		observed.models().forEach((model, photos) -> {
			if (!model.equals(baseline.model())) {
				this.session.warn("The baseline leaves out %d photos that %s classified.".formatted(photos, model));
			}
		});
		this.session.say("%-12s %9s %5s  %s", "DISTRIBUTION", "PHOTOS", "BINS", "INDEX BEYOND CHANCE");
		baseline.distributions().forEach((name, reference) -> {
			boolean days = reference.spread().days() > 0;
			this.session.say("%-12s %9d %5d  hours %s (%d), days %s (%s)", name, reference.photos(),
					reference.bins().size(), index(reference, reference.spread().hour()), reference.spread().hours(),
					index(reference, reference.spread().day()), days ? reference.spread().days() : "as hours");
		});
	}

	private static String index(Reference reference, OptionalDouble spread) {
		return spread.isPresent() ? "%.4f".formatted(spread.getAsDouble() * (reference.bins().size() - 1)) : "unknown";
	}

}
