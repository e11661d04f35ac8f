package dev.animals.release.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Service;
import dev.animals.release.judge.Finding;
import dev.animals.release.judge.Verdict;
import dev.animals.release.report.DecisionRecord;
import dev.animals.release.run.CurrentVerdict;
import dev.animals.release.run.LocalRollout;
import dev.animals.release.run.RolloutSettings;
import dev.animals.release.traffic.Tag;

/** {@code verdict}. */
@Command(name = "verdict", description = "Shows what the judge makes of the candidate at this moment.")
final class JudgeVerdict implements Callable<Integer> {

	@Mixin
	private final Options options = new Options();

	@Mixin
	private final RolloutOptions rollout = new RolloutOptions();

	@Option(names = "--minutes", defaultValue = "${env:MINUTES:-}", paramLabel = "NUMBER",
			description = "How many minutes it looks back (MINUTES, default 15).")
	private String minutes = "";

	@Parameters(arity = "0..1", paramLabel = "FILE",
			description = "Repeats the decision in a report.json, without a cluster.")
	private String file = "";

	@Option(names = "--record", paramLabel = "FILE", description = "The same as FILE.")
	private String record = "";

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Override
	public Integer call() {
		String recorded = this.file.isBlank() ? this.record : this.file;
		if (!recorded.isBlank()) {
			return again(Path.of(recorded)).code();
		}
		Settings settings = this.options.settings();
		if (!this.minutes.matches("|[1-9][0-9]{0,4}")) {
			throw new CommandException("MINUTES is a number of minutes: make verdict MINUTES=15");
		}
		try (Session session = Session.open(settings, this.spec.commandLine().getOut(),
				this.spec.commandLine().getErr())) {
			return now(session).code();
		}
	}

	private ExitCode again(Path file) {
		try {
			DecisionRecord found = DecisionRecord.read(Files.readString(file));
			print(found.again());
			boolean same = found.isReproducible();
			String result = same ? "The findings are the same as in the record."
					: "The findings differ from the record: another version judged, or the file was changed.";
			this.spec.commandLine()
				.getOut()
				.println("Decided then: %s. %s%n%s".formatted(found.outcome(), found.decision(), result));
			return same ? ExitCode.DONE : ExitCode.FAILED;
		}
		catch (IOException ex) {
			throw new CommandException(
					"The record %s cannot be read. Give the report.json of a rollout.".formatted(file));
		}
	}

	private ExitCode now(Session session) {
		RolloutSettings settings = this.rollout.settings(session.settings());
		LocalRollout judge = new LocalRollout(settings.withoutPhotos(), session.cluster(),
				session.connection().client(), session.settings().namespace());
		Service service = session.cluster().read();
		Instant now = Instant.now();
		Duration back = Duration.ofMinutes(this.minutes.isBlank() ? 15 : Integer.parseInt(this.minutes));
		int restarts = service.traffic()
			.revision(Tag.CANDIDATE)
			.map((revision) -> session.cluster().pods(revision).restarts())
			.orElse(0);
		Optional<Verdict> verdict = new CurrentVerdict(judge.rollout(), judge.metrics()).of(service, now.minus(back),
				now, restarts);
		if (verdict.isEmpty()) {
			session.say("There is no candidate.");
			return ExitCode.NOTHING_THERE;
		}
		session.say("%s has %d %%, compared with %s: %s", verdict.get().candidate(), verdict.get().percent(),
				verdict.get().stable(), verdict.get().state());
		print(verdict.get().findings());
		return (verdict.get().state() == Finding.State.WORSE) ? ExitCode.WORSE : ExitCode.DONE;
	}

	private void print(List<Finding> findings) {
		findings.forEach((finding) -> this.spec.commandLine()
			.getOut()
			.println("%-8s %s".formatted(finding.state(), finding.sentence())));
	}

}
