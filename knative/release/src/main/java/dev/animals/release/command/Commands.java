package dev.animals.release.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

import dev.animals.release.ExitCode;

/**
 * All commands of the program.
 */
@Command(name = "release", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
		description = "Deploys the service, splits its traffic, promotes and rolls back.")
public final class Commands implements Runnable {

	/** All commands, in the order in which the help lists them. */
	private static final List<Entry> ALL = List.of(new Entry("deploy", Deploy::new), new Entry("diff", Diff::new),
			new Entry("verify", Verify::new), new Entry("canary", Canary::new), new Entry("promote", Promote::new),
			new Entry("rollback", Rollback::new), new Entry("rollout", Rollout::new), new Entry("plan", Plan::new),
			new Entry("simulate", Simulate::new), new Entry("verdict", JudgeVerdict::new),
			new Entry("drift-baseline", DriftBaseline::new), new Entry("status", Status::new),
			new Entry("health-check", HealthCheck::new), new Entry("url", Url::new),
			new Entry("namespace", NamespaceCommand::new), new Entry("rotate-key", RotateKey::new),
			new Entry("backup", Backup::new), new Entry("restore", Restore::new), new Entry("stop", Stop::new),
			new Entry("undeploy", Undeploy::new), new Entry("export", Export::new),
			new Entry("dead-letters", DeadLetters::new));

	@CommandLine.Spec
	@SuppressWarnings("NullAway.Init")
	private CommandLine.Model.CommandSpec spec;

	private Commands() {
	}

	/** Returns the names of all commands. */
	public static List<String> names() {
		return ALL.stream().map(Entry::name).toList();
	}

	/**
	 * Returns the command line, which turns every failure into an exit code and a
	 * sentence.
	 * @param name the command that is called; only this one is prepared, to save time
	 */
	public static CommandLine of(String name) {
		CommandLine line = new CommandLine(new Commands());
		boolean one = names().contains(name);
		for (Entry entry : ALL) {
			if (!one || entry.name().equals(name)) {
				CommandLine command = new CommandLine(entry.command().get());
				command.getCommandSpec().mixinStandardHelpOptions(true);
				line.addSubcommand(entry.name(), command);
			}
		}
		line.setExecutionExceptionHandler((failure, command, _) -> {
			ExitCode code = Failures.code(failure);
			command.getErr()
				.println(Optional.ofNullable(failure.getMessage()).orElseGet(() -> failure.getClass().getName()));
			if (code == ExitCode.FAILED && !(failure instanceof CommandException)) {
				failure.printStackTrace(command.getErr());
			}
			return code.code();
		});
		line.setUsageHelpWidth(100);
		return line;
	}

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "Name a command.");
	}

	/**
	 * A command.
	 *
	 * @param name its name
	 * @param command creates the command
	 */
	private record Entry(String name, Supplier<Object> command) {
	}

}
