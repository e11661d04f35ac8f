package dev.animals.release.command;

import java.util.ArrayList;
import java.util.List;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Cluster;
import dev.animals.release.traffic.Decisions;
import dev.animals.release.traffic.Tag;

/** {@code promote}. */
@Command(name = "promote", description = "Makes the candidate stable, with all traffic.")
final class Promote extends ClusterCommand {

	@Mixin
	private final VerificationOptions verification = new VerificationOptions();

	Promote() {
		super(Caution.CHANGES);
	}

	@Override
	protected ExitCode run(Session session) throws InterruptedException {
		try (Cluster.Lock _ = session.lock()) {
			List<String> seen = new ArrayList<>();
			return new TrafficChange(session, "promote").by((read) -> {
				Decisions decisions = read.settled();
				this.verification.verifyCandidate(session, decisions.revision(Tag.CANDIDATE));
				// If somebody else was faster, the decision is made again, but only for
				// the
				// candidate of the first reading.
				seen.add(decisions.revision(Tag.CANDIDATE).orElse(""));
				return seen.getFirst().isEmpty() ? decisions.promote() : decisions.promote(seen.getFirst());
			});
		}
	}

}
