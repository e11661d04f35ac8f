package dev.animals.release.command;

import java.util.Optional;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Service;
import dev.animals.release.traffic.Decision;
import dev.animals.release.traffic.Decision.Change;
import dev.animals.release.traffic.Decisions;
import dev.animals.release.traffic.Tag;

/**
 * The command {@code rollback}. It needs no lock and waits for no revision except its
 * target.
 */
@Command(name = "rollback",
		description = "Takes traffic back from the candidate, or returns to the previous stable revision.")
final class Rollback extends ClusterCommand {

	@Option(names = "--to", defaultValue = "${env:TO:-}", paramLabel = "stable|previous",
			description = "Where all traffic goes (TO, default stable if there is a candidate, otherwise previous).")
	private String to = "";

	Rollback() {
		super(Caution.URGENT);
	}

	@Override
	protected void check(Settings settings) {
		if (!this.to.matches("|stable|previous")) {
			throw new CommandException("A rollback goes to stable or to previous: make rollback TO=previous");
		}
	}

	@Override
	protected ExitCode run(Session session) throws InterruptedException {
		TrafficChange change = new TrafficChange(session, "rollback");
		PodStarter starter = new PodStarter(session);
		Service before = session.cluster().read();
		Optional<String> target = (decide(change.decisions(before)) instanceof Change next)
				? next.traffic().revision(Tag.STABLE) : Optional.empty();
		if (target.isPresent() && !session.settings().dryRun() && !starter.start(before, target.get())) {
			return ExitCode.TARGET_NOT_STARTED;
		}
		try {
			return change.byService((service) -> {
				Decision decision = decide(change.decisions(service));
				boolean other = decision instanceof Change next && !next.traffic().revision(Tag.STABLE).equals(target);
				return other ? new Decision.Rejected(Decision.Reason.OTHER_CANDIDATE,
						"Somebody else changed the traffic meanwhile; it is as they left it. Look at make status.")
						: decision;
			});
		}
		finally {
			starter.release();
		}
	}

	private Decision decide(Decisions decisions) {
		return switch (this.to) {
			case "stable" -> decisions.back();
			case "previous" -> decisions.swap();
			default -> decisions.rollback();
		};
	}

}
