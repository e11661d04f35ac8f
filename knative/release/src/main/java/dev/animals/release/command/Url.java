package dev.animals.release.command;

import picocli.CommandLine.Command;

import dev.animals.release.ExitCode;

/** {@code url}. */
@Command(name = "url", description = "Prints the address of the service.")
final class Url extends ClusterCommand {

	Url() {
		super(Caution.READS);
	}

	@Override
	protected ExitCode run(Session session) {
		session.say("%s", session.cluster()
			.read()
			.url()
			.orElseThrow(() -> new CommandException(ExitCode.NOTHING_THERE, "The Service has no address yet.")));
		return ExitCode.DONE;
	}

}
