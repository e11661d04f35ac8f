package dev.animals.release.command;

import picocli.CommandLine.Command;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Cluster;

/** {@code promote}. */
@Command(name = "promote", description = "Makes the candidate stable, with all traffic.")
final class Promote extends ClusterCommand {

	Promote() {
		super(Caution.CHANGES);
	}

	@Override
	protected ExitCode run(Session session) throws InterruptedException {
		try (Cluster.Lock _ = session.lock()) {
			return new TrafficChange(session, "promote").by((decisions) -> decisions.settled().promote());
		}
	}

}
