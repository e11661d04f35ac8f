package dev.animals.release.command;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Cluster;
import dev.animals.release.job.ClusterRollout;
import dev.animals.release.job.JobReport;
import dev.animals.release.job.JobSettings;
import dev.animals.release.job.Replacement;
import dev.animals.release.rollout.Outcome;
import dev.animals.release.rollout.Preparation;
import dev.animals.release.run.LocalRollout;
import dev.animals.release.run.RolloutSettings;
import dev.animals.release.run.Signals;
import dev.animals.release.traffic.Tag;

/** {@code rollout}. */
@Command(name = "rollout", description = "Raises the candidate's share step by step, and promotes it or takes it back.")
final class Rollout extends ClusterCommand {

	@Mixin
	private final RolloutOptions options = new RolloutOptions();

	@Option(names = "--where", defaultValue = "${env:WHERE:-}", paramLabel = "here|cluster",
			description = "Whether it runs in this process or as a Job (WHERE, default here).")
	private String where = "";

	@Option(names = "--cluster-ingress", defaultValue = "${env:CLUSTER_INGRESS:-}", paramLabel = "HOST:PORT",
			description = "Gateway inside the cluster for WHERE=cluster (CLUSTER_INGRESS, default Kourier's).")
	private String clusterIngress = "";

	@Mixin
	private final DeployedImage deployed = new DeployedImage();

	@Option(names = "--load", defaultValue = "${env:LOAD:-}", paramLabel = "NUMBER",
			description = "Photos to send per second meanwhile, where no users are (LOAD).")
	private String load = "";

	@Option(names = "--id", defaultValue = "${env:ROLLOUT_ID:-}", hidden = true)
	private String id = "";

	Rollout() {
		super(Caution.CHANGES);
	}

	@Override
	protected void check(Settings settings) {
		if (this.deployed.isGiven()) {
			this.deployed.check();
		}
		this.deployed.verify().forEach(this::say);
		if (!this.load.matches("[0-9]{0,4}")) {
			throw new CommandException("LOAD is a number of photos per second: make rollout LOAD=10");
		}
		if (!List.of("", "here", "cluster", "job").contains(this.where)) {
			throw new CommandException("Say where the rollout runs: WHERE=here or WHERE=cluster");
		}
		if (this.where.equals("cluster") && this.deployed.deadLetters().release().isBlank()) {
			throw new CommandException(
					"WHERE=cluster needs RELEASE_IMAGE, which make release-image builds and pushes.");
		}
		if (this.where.equals("cluster") && this.options.hasPhotos()) {
			throw new CommandException("WHERE=cluster sends the photos in RELEASE_IMAGE and cannot take PHOTOS.");
		}
	}

	@Override
	protected ExitCode run(Session session) throws InterruptedException {
		RolloutSettings settings = this.options.settings(session.settings());
		if (session.settings().dryRun()) {
			session.say("%s", Plan.text(dev.animals.release.rollout.Settings.read(settings.rollout())));
			return ExitCode.DONE;
		}
		if (this.where.equals("job")) {
			return here(session, settings, this.id);
		}
		ClusterRollout job = new ClusterRollout(session.connection().client(), session.settings().namespace(),
				System.out);
		if (this.where.equals("cluster") && follows(job)) {
			session.say("A rollout is under way in the cluster. Following it.");
			try (LoadTest _ = LoadTest.start(session, this.load)) {
				return ExitCode.of(job.follow(settings.report()));
			}
		}
		AtomicReference<String> id = new AtomicReference<>("");
		ExitCode code = prepare(session, job, settings, id);
		if (code != ExitCode.DONE || id.get().isEmpty()) {
			return code;
		}
		try (LoadTest _ = LoadTest.start(session, this.load)) {
			return this.where.equals("cluster") ? ExitCode.of(job.follow(settings.report()))
					: here(session, settings, id.get());
		}
	}

	/**
	 * Tells whether a rollout of the same image, or of any if none is named, is running.
	 */
	private boolean follows(ClusterRollout job) {
		Optional<String> running = job.runningImage();
		if (running.isPresent() && this.deployed.isGiven() && !running.get().equals(this.deployed.image().text())) {
			throw new CommandException(ExitCode.LOCKED,
					"A rollout of %s is under way in the cluster. Nothing was changed.".formatted(running.get()));
		}
		return running.isPresent();
	}

	/**
	 * Deploys the image if one is named, determines which rollout to run, and starts the
	 * Job if it runs in the cluster. The Lease keeps others from changing the Service in
	 * between.
	 */
	private ExitCode prepare(Session session, ClusterRollout job, RolloutSettings settings, AtomicReference<String> id)
			throws InterruptedException {
		Deploy.Steps steps = (deploying) -> {
			ExitCode code = deploying.run();
			if (code != ExitCode.DONE) {
				return code;
			}
			id.set(new Preparation(session.cluster())
				.id((candidate) -> this.deployed.verification().verifyCandidate(session, Optional.of(candidate)))
				.orElse(""));
			if (id.get().isEmpty()) {
				session.say("There is no candidate that differs from stable.");
			}
			else if (this.where.equals("cluster")) {
				start(session, job, settings, id.get());
			}
			return code;
		};
		if (this.deployed.isGiven()) {
			return Deploy.deploy(session, this.deployed.image(), this.deployed.deadLetters(), steps);
		}
		try (Cluster.Lock _ = session.lock()) {
			return steps.run(() -> ExitCode.DONE);
		}
	}

	private ExitCode here(Session session, RolloutSettings settings, String id) {
		String namespace = session.settings().namespace();
		LocalRollout rollout = new LocalRollout(settings, session.cluster(), session.connection().client(), namespace);
		Replacement replacement = new Replacement(session.connection().client(), namespace);
		boolean job = this.where.equals("job");
		int code = Signals.interrupt(() -> {
			Outcome outcome = rollout.run(id, System.out, !job && isTerminal(), () -> job && replacement.getAsBoolean(),
					List.of());
			if (job && !new JobReport(session.connection().client(), namespace).store(settings.report())) {
				session.warn("The report could not be stored in the cluster.");
			}
			return outcome.code().code();
		});
		return ExitCode.of(code);
	}

	// Error Prone assumes that System.console() is never null, but NullAway assumes that
	// it can be null.
	@SuppressWarnings("SystemConsoleNull")
	private static boolean isTerminal() {
		Console console = System.console();
		return console != null && console.isTerminal();
	}

	private void start(Session session, ClusterRollout job, RolloutSettings settings, String id)
			throws InterruptedException {
		Map<String, String> environment = new TreeMap<>();
		environment.put("ROLLOUT_ID", id);
		environment.put("ENV", session.settings().environment());
		environment.put("CONFIRM", session.settings().namespace());
		environment.put("INGRESS",
				this.clusterIngress.isBlank() ? JobSettings.INGRESS : Input.INGRESS.check(this.clusterIngress));
		environment.put("SMOKE", settings.smoke() ? "on" : "off");
		String[] prometheus = settings.prometheusService().split("/", 2);
		environment.put("PROMETHEUS_URL", settings.prometheus()
			.map(String::valueOf)
			.orElseGet(() -> "http://%s".formatted(prometheus[1].replaceFirst(":", "." + prometheus[0] + ".svc:"))));
		String candidate = session.cluster().read().traffic().revision(Tag.CANDIDATE).orElse("");
		try {
			job.start(new JobSettings(ImageReference.parse(this.deployed.deadLetters().release()).text(),
					session.cluster().image(candidate).orElse(""), environment, Files.readString(settings.rollout())));
		}
		catch (IOException ex) {
			throw new CommandException("The settings %s cannot be read.".formatted(settings.rollout()));
		}
	}

}
