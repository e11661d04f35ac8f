package dev.animals.release.command;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.animals.release.ExitCode;
import dev.animals.release.job.ClusterRollout;
import dev.animals.release.job.JobReport;
import dev.animals.release.job.JobSettings;
import dev.animals.release.job.Replacement;
import dev.animals.release.rollout.Outcome;
import dev.animals.release.run.LocalRollout;
import dev.animals.release.run.RolloutSettings;
import dev.animals.release.run.Signals;

/** {@code rollout}. */
@Command(name = "rollout", description = "Raises the candidate's share step by step, and promotes it or takes it back.")
final class Rollout extends ClusterCommand {

	@Mixin
	private final RolloutOptions options = new RolloutOptions();

	@Option(names = "--where", defaultValue = "${env:WHERE:-}", paramLabel = "here|cluster",
			description = "Whether it runs in this process or as a Job (WHERE, default here).")
	private String where = "";

	@Option(names = "--release-image", defaultValue = "${env:RELEASE_IMAGE:-}", paramLabel = "IMAGE",
			description = "Image of this program for WHERE=cluster (RELEASE_IMAGE).")
	private String image = "";

	@Option(names = "--cluster-ingress", defaultValue = "${env:CLUSTER_INGRESS:-}", paramLabel = "HOST:PORT",
			description = "Gateway inside the cluster for WHERE=cluster (CLUSTER_INGRESS, default Kourier's).")
	private String clusterIngress = "";

	@Mixin
	private final DeployedImage deployed = new DeployedImage();

	@Option(names = "--load", defaultValue = "${env:LOAD:-}", paramLabel = "NUMBER",
			description = "Photos to send per second meanwhile, where no users are (LOAD).")
	private String load = "";

	Rollout() {
		super(Caution.CHANGES);
	}

	@Override
	protected void check(Settings settings) {
		if (this.deployed.isGiven()) {
			this.deployed.check();
		}
		if (!this.load.matches("[0-9]{0,4}")) {
			throw new CommandException("LOAD is a number of photos per second: make rollout LOAD=10");
		}
		if (!List.of("", "here", "cluster", "job").contains(this.where)) {
			throw new CommandException("Say where the rollout runs: WHERE=here or WHERE=cluster");
		}
		if (this.where.equals("cluster") && this.image.isBlank()) {
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
		boolean attaches = this.where.equals("cluster")
				&& new ClusterRollout(session.connection().client(), session.settings().namespace(), System.out)
					.isRunning();
		if (this.deployed.isGiven() && !attaches) {
			ExitCode code = Deploy.deploy(session, this.deployed.image(), this.deployed.deadLetters());
			if (code != ExitCode.DONE) {
				return code;
			}
		}
		try (LoadTest _ = LoadTest.start(session, this.load)) {
			return this.where.equals("cluster") ? inCluster(session, settings) : here(session, settings);
		}
	}

	private ExitCode here(Session session, RolloutSettings settings) {
		String namespace = session.settings().namespace();
		LocalRollout rollout = new LocalRollout(settings, session.cluster(), session.connection().client(), namespace);
		Replacement replacement = new Replacement(session.connection().client(), namespace);
		boolean job = this.where.equals("job");
		int code = Signals.interrupt(() -> {
			Outcome outcome = rollout.run(System.out, !job && isTerminal(), () -> job && replacement.getAsBoolean(),
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

	private ExitCode inCluster(Session session, RolloutSettings settings) throws InterruptedException {
		Map<String, String> environment = new TreeMap<>();
		environment.put("ENV", session.settings().environment());
		environment.put("CONFIRM", session.settings().namespace());
		environment.put("INGRESS", this.clusterIngress.isBlank() ? JobSettings.INGRESS : this.clusterIngress);
		environment.put("SMOKE", settings.smoke() ? "on" : "off");
		String[] prometheus = settings.prometheusService().split("/", 2);
		environment.put("PROMETHEUS_URL", settings.prometheus()
			.map(String::valueOf)
			.orElseGet(() -> "http://%s".formatted(prometheus[1].replaceFirst(":", "." + prometheus[0] + ".svc:"))));
		try {
			int code = new ClusterRollout(session.connection().client(), session.settings().namespace(),
					new PrintStream(System.out, true))
				.run(new JobSettings(this.image, environment, Files.readString(settings.rollout())), settings.report());
			return ExitCode.of(code);
		}
		catch (IOException ex) {
			throw new CommandException("The settings %s cannot be read.".formatted(settings.rollout()));
		}
	}

}
