package dev.animals.release.rollout;

import java.util.Optional;
import java.util.function.BooleanSupplier;

import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.ClusterException;
import dev.animals.release.cluster.Service;
import dev.animals.release.prometheus.Metrics;
import dev.animals.release.smoke.Smoke;

/**
 * Runs one rollout: checks the candidate with known photos, raises its share of traffic
 * step by step, then promotes it or takes it back, and watches it for a while after the
 * promotion. A rollout whose process was killed is resumed with the Service's annotation
 * and the counts in Prometheus.
 */
public final class Rollout {

	private final Parts parts;

	/** Creates a rollout from its parts. */
	public Rollout(Parts parts) {
		this.parts = new Parts(parts.settings(), parts.cluster(), parts.metrics(), parts.smoke(), parts.time(),
				new BestEffort(parts.view()), parts.replaced());
	}

	/**
	 * The parts of a rollout.
	 *
	 * @param settings the steps and limits
	 * @param cluster the Service
	 * @param metrics the requests and predictions of the revisions
	 * @param smoke sends known photos; empty if none are sent
	 * @param time the clock
	 * @param view the listener for the progress
	 * @param replaced whether another process resumes the rollout if this one is stopped
	 */
	public record Parts(Settings settings, Cluster cluster, Metrics metrics, Optional<Smoke> smoke, Time time,
			View view, BooleanSupplier replaced) {

		Patience patience() {
			return new Patience(this.settings.clusterDeadline(), this.time, this.view);
		}

	}

	/**
	 * Rolls the present candidate out, or takes it back. Returns when the rollout has
	 * ended.
	 * @return how it ended
	 */
	public Outcome run() {
		return run(() -> this.parts.patience().ask(new Preparation(this.parts.cluster())::id).orElse(""));
	}

	/**
	 * Runs a rollout that was prepared, from its start or from where it was interrupted.
	 * @param id the id from its {@link Preparation}
	 * @return how it ended
	 */
	public Outcome run(String id) {
		return run(() -> id);
	}

	private Outcome run(Id id) {
		End end = end(id);
		this.parts.view().ended(end.outcome(), end.sentence());
		return end.outcome();
	}

	private End end(Id id) {
		try (Hold hold = new Hold(this.parts.patience(), this.parts.cluster())) {
			return rollOut(hold, id.get());
		}
		catch (ClusterException ex) {
			return notBegun(ex);
		}
		catch (InterruptedException ex) {
			return new End(Outcome.STOPPED, "It was stopped before it began. Nothing was changed.");
		}
	}

	/**
	 * Ends a rollout that has not changed any traffic. {@link Course} handles later
	 * failures.
	 */
	private static End notBegun(ClusterException failure) {
		String sentence = String.valueOf(failure.getMessage());
		return switch (failure) {
			case ClusterException.Held _ -> new End(Outcome.LOCKED, sentence);
			case ClusterException.Unreachable _ -> new End(Outcome.NO_CLUSTER, sentence);
			case ClusterException.Denied _ -> new End(Outcome.DENIED, sentence + " Nothing was changed.");
			case ClusterException.Missing _ -> new End(Outcome.GONE, sentence);
		};
	}

	private End rollOut(Hold hold, String id) throws InterruptedException {
		if (id.isEmpty()) {
			return new End(Outcome.NOTHING_TO_DO, "There is no candidate that differs from stable.");
		}
		Service service = this.parts.patience().ask(this.parts.cluster()::read);
		Optional<State> state = State.of(service)
			.filter((found) -> found.id().equals(id) && found.split().isThatOf(service.traffic()));
		if (state.isEmpty()) {
			return Notes.end(service, id)
				.orElseGet(() -> new End(Outcome.INTERFERED,
						"Somebody else has ended this rollout. The traffic is as they left it."));
		}
		try {
			return new Course(this.parts, hold, service, state.get()).run();
		}
		finally {
			// A process that continues this rollout still needs the candidate's pods.
			if (!this.parts.replaced().getAsBoolean()) {
				Warm.release(this.parts, state.get().candidate());
			}
		}
	}

	/** Returns the id of the rollout to run; empty if there is none. */
	@FunctionalInterface
	private interface Id {

		String get() throws InterruptedException;

	}

}
