package dev.animals.release.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Cluster;
import dev.animals.release.traffic.Decisions;
import dev.animals.release.traffic.Tag;

/** {@code canary}. */
@Command(name = "canary", description = "Gives the candidate a share of the traffic.")
final class Canary extends ClusterCommand {

	@Option(names = "--percent", defaultValue = "${env:PERCENT:-}", paramLabel = "0-100",
			description = "Share of the candidate; stable gets the rest (PERCENT).")
	private String percent = "";

	@Mixin
	private final VerificationOptions verification = new VerificationOptions();

	Canary() {
		super(Caution.CHANGES);
	}

	@Override
	protected void check(Settings settings) {
		if (!this.percent.matches("[0-9]{1,2}|100")) {
			throw new CommandException("Say the candidate's share from 0 to 100: make canary PERCENT=10");
		}
	}

	@Override
	protected ExitCode run(Session session) throws InterruptedException {
		try (Cluster.Lock _ = session.lock()) {
			return new TrafficChange(session, "canary").by((read) -> {
				Decisions decisions = read.settled();
				this.verification.verifyCandidate(session, decisions.revision(Tag.CANDIDATE));
				return decisions.canary(Integer.parseInt(this.percent));
			});
		}
	}

}
