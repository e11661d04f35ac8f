package dev.animals.release.command;

import picocli.CommandLine.Command;

import dev.animals.release.ExitCode;

/** {@code stop}. */
@Command(name = "stop", description = "Deletes the service but keeps its key, rights and namespace.")
final class Stop extends ClusterCommand {

	Stop() {
		super(Caution.DELETES);
	}

	@Override
	protected ExitCode run(Session session) {
		session.say("+ kn service delete animals -n %s", session.settings().namespace());
		if (!session.settings().dryRun()) {
			session.cluster().deleteService();
			session.say("The Service is deleted. Its key, rights and namespace stay.");
		}
		return ExitCode.DONE;
	}

}
