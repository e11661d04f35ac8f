package dev.animals.release.command;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.animals.release.ExitCode;
import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.Service;
import dev.animals.release.traffic.Decision;
import dev.animals.release.traffic.Decision.Change;
import dev.animals.release.traffic.Decision.Rejected;
import dev.animals.release.traffic.Decision.Unchanged;
import dev.animals.release.traffic.Decisions;
import dev.animals.release.traffic.KnLine;

/**
 * Changes the traffic: reads the Service, decides, and writes the decision with the
 * resource version that was read. If somebody else has changed the Service in between,
 * all three steps are repeated.
 */
final class TrafficChange {

	/** The longest time to wait for the gateway, which usually needs a second or two. */
	private static final Duration ROUTES = Duration.ofSeconds(30);

	private final Session session;

	private final String command;

	TrafficChange(Session session, String command) {
		this.session = session;
		this.command = command;
	}

	/** Makes a decision that depends only on the traffic. */
	ExitCode by(Function<Decisions, Decision> decide) throws InterruptedException {
		return byService((service) -> decide.apply(decisions(service)));
	}

	/** Makes a decision that depends on the whole Service. */
	ExitCode byService(Function<Service, Decision> decide) throws InterruptedException {
		while (true) {
			Service service = this.session.cluster().read();
			Optional<ExitCode> code = switch (decide.apply(service)) {
				case Rejected rejected -> reject(rejected);
				case Unchanged unchanged -> unchanged(service, unchanged);
				case Change change -> write(service, change);
			};
			if (code.isPresent()) {
				return code.get();
			}
		}
	}

	Decisions decisions(Service service) {
		return new Decisions(service.traffic(), this.session.cluster()::ready);
	}

	private Optional<ExitCode> reject(Rejected rejected) {
		this.session.warn(rejected.sentence());
		return Optional.of(Failures.code(rejected.reason()));
	}

	/**
	 * Reports that the traffic is already as it should be. A rollback nevertheless
	 * removes the annotation of a rollout, so that the rollout ends.
	 */
	private Optional<ExitCode> unchanged(Service service, Unchanged unchanged) throws InterruptedException {
		if (this.command.equals("rollback") && service.annotations().containsKey(Cluster.ROLLOUT)) {
			return write(service, new Change(service.traffic(), unchanged.sentence()));
		}
		this.session.say(unchanged.sentence());
		return Optional.of(ExitCode.DONE);
	}

	private Optional<ExitCode> write(Service service, Change change) throws InterruptedException {
		this.session.say("+ " + KnLine.of(this.session.settings().namespace(), service.traffic(), change.traffic()));
		if (this.session.settings().dryRun()) {
			this.session.say("Would be: " + change.sentence());
			return Optional.of(ExitCode.DONE);
		}
		Map<String, @Nullable String> annotations = new HashMap<>();
		annotations.put(Cluster.ROLLOUT, null);
		annotations.put(Cluster.DECISION, "%s %s by %s: %s".formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS),
				this.command, this.session.connection().holder(), change.sentence()));
		Optional<Long> generation = this.session.cluster().write(service, change.traffic(), annotations);
		if (generation.isEmpty()) {
			return Optional.empty();
		}
		this.session.say(change.sentence());
		if (!this.session.cluster().awaitRoutes(generation.get(), ROUTES)) {
			this.session.warn(
					"The gateway did not confirm it within %d s: make status shows why.".formatted(ROUTES.toSeconds()));
			return Optional.of(ExitCode.ROUTES_NOT_READY);
		}
		return Optional.of(ExitCode.DONE);
	}

}
