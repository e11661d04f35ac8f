package dev.animals.release.rollout;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.ClusterException;
import dev.animals.release.cluster.Service;
import dev.animals.release.traffic.Decision;
import dev.animals.release.traffic.Decisions;
import dev.animals.release.traffic.Traffic;

/**
 * Changes the traffic, as long as it is the traffic that this rollout left. Each write
 * carries the version of the reading that it was decided from, so a change that somebody
 * else makes in between is never overwritten.
 */
final class Writer {

	/**
	 * A gateway needs a few seconds; after this the rollout goes on and looks at users.
	 */
	private static final Duration ROUTES = Duration.ofSeconds(30);

	private final Cluster cluster;

	private final Hold hold;

	private final Patience patience;

	private final View view;

	private Split expected;

	private @Nullable String note;

	Writer(Cluster cluster, Hold hold, Patience patience, View view, Service service) {
		this.cluster = cluster;
		this.hold = hold;
		this.patience = patience;
		this.view = view;
		this.expected = Split.of(service.traffic());
		this.note = note(service);
	}

	/**
	 * Reads the Service.
	 * @throws InterferedException if its traffic is not the one that this rollout left
	 */
	Service read() throws InterruptedException {
		return ours(this.patience.ask(this.cluster::read));
	}

	/**
	 * A rollback removes the annotation, also if the candidate had no traffic yet.
	 */
	private Service ours(Service service) {
		if (!this.expected.isThatOf(service.traffic()) || !Objects.equals(this.note, note(service))) {
			throw new InterferedException();
		}
		return service;
	}

	private static @Nullable String note(Service service) {
		return service.annotations().get(Cluster.ROLLOUT);
	}

	/**
	 * Decides from a reading and writes the decision. If the Service has changed since
	 * then, it is read again; the decision is made again if the traffic is still the
	 * same.
	 * @param decide makes the decision
	 * @param annotations what is written together with the traffic; null removes one
	 * @throws InterferedException if somebody else changed the traffic
	 * @throws UnusableException if the decision cannot be carried out
	 */
	void write(Function<Decisions, Decision> decide, Map<String, @Nullable String> annotations)
			throws InterruptedException {
		this.hold.keep();
		Service before = read();
		while (true) {
			Service reading = before;
			Traffic traffic = traffic(reading, patientDecision(reading, decide));
			Optional<Long> written = this.patience.ask(() -> this.cluster.write(reading, traffic, annotations));
			if (written.isPresent()) {
				expect(traffic, annotations);
				awaitRoutes(written.get());
				return;
			}
			Service now = this.patience.ask(this.cluster::read);
			if (isWritten(now, traffic, annotations)) {
				// An earlier attempt arrived, and only its answer was lost.
				expect(traffic, annotations);
				return;
			}
			before = ours(now);
		}
	}

	private void expect(Traffic traffic, Map<String, @Nullable String> annotations) {
		this.expected = Split.of(traffic);
		if (annotations.containsKey(Cluster.ROLLOUT)) {
			this.note = annotations.get(Cluster.ROLLOUT);
		}
	}

	private Decision patientDecision(Service reading, Function<Decisions, Decision> decide)
			throws InterruptedException {
		return this.patience.ask(() -> decide.apply(new Decisions(reading.traffic(), this.cluster::ready)));
	}

	private static Traffic traffic(Service reading, Decision decision) {
		return switch (decision) {
			case Decision.Change change -> change.traffic();
			case Decision.Unchanged _ -> reading.traffic();
			case Decision.Rejected rejected -> throw new UnusableException(rejected.sentence());
		};
	}

	private static boolean isWritten(Service service, Traffic traffic, Map<String, @Nullable String> annotations) {
		return service.traffic().equals(traffic) && annotations.entrySet()
			.stream()
			.allMatch((entry) -> Objects.equals(service.annotations().get(entry.getKey()), entry.getValue()));
	}

	private void awaitRoutes(long generation) throws InterruptedException {
		try {
			if (!this.cluster.awaitRoutes(generation, ROUTES)) {
				this.view.said("The gateway has not confirmed the new traffic yet.");
			}
		}
		catch (ClusterException ex) {
			this.view.said("Whether the gateway has the new traffic is not known: " + ex.getMessage());
		}
	}

	/** Somebody else changed the traffic. */
	static final class InterferedException extends RuntimeException {

	}

	/**
	 * The candidate cannot get traffic any more, for instance because it is not ready.
	 */
	static final class UnusableException extends RuntimeException {

		UnusableException(String message) {
			super(message);
		}

	}

}
