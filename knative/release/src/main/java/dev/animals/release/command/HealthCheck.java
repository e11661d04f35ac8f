package dev.animals.release.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.animals.release.ExitCode;

/** The command {@code health-check}. */
@Command(name = "health-check", description = "Checks from outside that the service classifies a known photo.")
final class HealthCheck implements Callable<Integer> {

	@Mixin
	private final Options options = new Options();

	@Option(names = "--url", defaultValue = "${env:URL:-}", paramLabel = "URL",
			description = "Address to check (URL, default the Service's).")
	private String url = "";

	@Option(names = "--timeout", defaultValue = "${env:TIMEOUT:-}", paramLabel = "SECONDS",
			description = "Longest time for an answer (TIMEOUT, default 30, which includes a start from zero).")
	private String timeout = "";

	@Option(names = "--photo", defaultValue = "${env:PHOTO:-}", paramLabel = "FILE",
			description = "Photo to send (PHOTO, default a koala).")
	private String photo = "";

	@Option(names = "--label", defaultValue = "${env:LABEL:-}", paramLabel = "LABEL",
			description = "Class that the photo shows, as GET /model names it (LABEL).")
	private String label = "";

	@Option(names = "--subject", defaultValue = "${env:SUBJECT:-animal}", paramLabel = "SUBJECT",
			description = "What the model recognises (SUBJECT, default animal).")
	private String subject = "";

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Override
	public Integer call() throws InterruptedException {
		Settings settings = this.options.settings();
		Duration limit = limit();
		boolean koala = this.photo.isBlank();
		Path file = koala ? settings.repository().resolve("function/photos/koala.jpg") : Path.of(this.photo);
		if (koala != this.label.isBlank()) {
			throw new CommandException(
					"Set PHOTO and LABEL together: make health-check PHOTO=panda.jpg LABEL='giant panda'");
		}
		if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
			throw new CommandException("The file %s cannot be read.".formatted(file));
		}
		HealthProbe.Result result = new HealthProbe(Input.URL.check(address(settings)), settings.ingress(), limit, file,
				koala ? "koala" : this.label, this.subject)
			.run();
		this.spec.commandLine().getOut().println(result.sentence());
		this.spec.commandLine().getOut().flush();
		return result.code().code();
	}

	private Duration limit() {
		if (!this.timeout.matches("|[0-9]{1,5}(\\.[0-9]{1,3})?")) {
			throw new CommandException("TIMEOUT is a number of seconds: make health-check TIMEOUT=30");
		}
		return this.timeout.isBlank() ? Duration.ofSeconds(30)
				: Duration.ofMillis((long) Math.max(1, Double.parseDouble(this.timeout) * 1000));
	}

	private String address(Settings settings) {
		if (!this.url.isBlank()) {
			return this.url;
		}
		try (Session session = Session.open(settings, this.spec.commandLine().getOut(),
				this.spec.commandLine().getErr())) {
			return session.cluster()
				.read()
				.url()
				.orElseThrow(() -> new CommandException(ExitCode.NOT_READY, "The Service has no address yet."));
		}
	}

}
