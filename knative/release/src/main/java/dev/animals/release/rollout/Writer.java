package dev.animals.release.rollout;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.ClusterException;
import dev.animals.release.cluster.Service;
import dev.animals.release.traffic.Decision;
import dev.animals.release.traffic.Decisions;
import dev.animals.release.traffic.Traffic;

/**
 * Changes the traffic, unless somebody else has changed it since this rollout's last
 * write. Each write carries the resource version on which the decision is based, so it
 * never overwrites a change that somebody else makes in between.
 */
final class Writer {

	/**
	 * The longest time to wait for the gateway, which usually needs a few seconds.
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
	 * @throws InterferedException if somebody else has changed the traffic
	 */
	Service read() throws InterruptedException {
		return ours(this.patience.ask(this.cluster::read));
	}

	/**
	 * Checks that nobody else has changed the traffic or the annotation. The annotation
	 * shows a rollback even if the candidate had no traffic yet.
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
	 * Reads the Service, makes a decision and writes it. If the Service was changed in
	 * between but its traffic was not, all of this is repeated.
	 * @param decide makes the decision
	 * @param annotations the annotations to write together with the traffic; null removes
	 * one
	 * @param written runs as soon as it is written, before the gateway has confirmed it
	 * @throws InterferedException if somebody else changed the traffic
	 * @throws UnusableException if the decision cannot be carried out
	 */
	void write(Decider decide, Map<String, @Nullable String> annotations, Runnable written)
			throws InterruptedException {
		this.hold.keep();
		Service before = read();
		while (true) {
			Service reading = before;
			Traffic traffic = traffic(reading, patientDecision(reading, decide));
			Optional<Long> generation = this.patience.ask(() -> this.cluster.write(reading, traffic, annotations));
			if (generation.isPresent()) {
				expect(traffic, annotations);
				written.run();
				awaitRoutes(generation.get());
				return;
			}
			Service now = this.patience.ask(this.cluster::read);
			if (isWritten(now, traffic, annotations)) {
				// An earlier attempt succeeded, but its answer was lost.
				expect(traffic, annotations);
				written.run();
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

	private Decision patientDecision(Service reading, Decider decide) throws InterruptedException {
		return this.patience.ask(() -> decide.decide(new Decisions(reading.traffic(), this.cluster::ready)));
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

	/** Makes a decision from one reading of the Service. */
	@FunctionalInterface
	interface Decider {

		Decision decide(Decisions decisions);

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
