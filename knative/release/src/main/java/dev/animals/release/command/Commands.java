package dev.animals.release.command;

import java.util.Optional;

import picocli.CommandLine;
import picocli.CommandLine.Command;

import dev.animals.release.ExitCode;

/**
 * All commands of the program.
 */
@Command(name = "release", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
		description = "Deploys the service, splits its traffic, promotes and rolls back.",
		subcommands = { Deploy.class, Canary.class, Promote.class, Rollback.class, Status.class, Diff.class,
				HealthCheck.class, Url.class, NamespaceCommand.class, RotateKey.class, Backup.class, Restore.class,
				Stop.class, Undeploy.class, Rollout.class, Plan.class, JudgeVerdict.class, Export.class })
public final class Commands {

	private Commands() {
	}

	/**
	 * Returns the command line, which turns every failure into an exit code and a
	 * sentence.
	 */
	public static CommandLine all() {
		CommandLine line = new CommandLine(new Commands());
		line.setExecutionExceptionHandler((failure, command, _) -> {
			ExitCode code = Failures.code(failure);
			String sentence = Optional.ofNullable(failure.getMessage()).orElseGet(() -> failure.getClass().getName());
			command.getErr().println(sentence);
			if (code == ExitCode.FAILED && !(failure instanceof CommandException)) {
				failure.printStackTrace(command.getErr());
			}
			return code.code();
		});
		line.setUsageHelpWidth(100);
		line.getSubcommands().values().forEach((command) -> command.getCommandSpec().mixinStandardHelpOptions(true));
		return line;
	}

}
