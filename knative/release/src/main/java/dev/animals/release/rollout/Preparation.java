package dev.animals.release.rollout;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.ClusterException;
import dev.animals.release.cluster.Service;
import dev.animals.release.traffic.Tag;

/**
 * Determines which rollout to run, and writes it into the Service's annotation. From then
 * on its id names it: a process that is told to run this rollout can be sure that nobody
 * has deployed, rolled back or ended it meanwhile, even if the process starts later or
 * replaces another one.
 *
 * @param cluster the Service, whose Lease the caller holds
 */
public record Preparation(Cluster cluster) {

	/**
	 * Finds a rollout that was interrupted, or prepares one of the present candidate.
	 * @return its id; empty if there is no candidate that differs from stable
	 * @throws ClusterException if the Service cannot be read or written
	 */
	public Optional<String> id() {
		return id((candidate) -> {
		});
	}

	/**
	 * Like {@link #id()}, for a candidate that must be approved first. The rollout is
	 * bound to the revision that was approved.
	 * @param approve throws an exception if the candidate may not get traffic
	 */
	public Optional<String> id(Consumer<String> approve) {
		while (true) {
			Service service = this.cluster.read();
			Optional<State> found = State.of(service).filter((state) -> state.split().isThatOf(service.traffic()));
			Optional<String> candidate = service.traffic().revision(Tag.CANDIDATE);
			Optional<String> stable = service.traffic().revision(Tag.STABLE);
			boolean next = candidate.isPresent() && stable.isPresent() && !candidate.equals(stable);
			if (found.isPresent() && (!found.get().isBaking() || !next)) {
				found.filter((state) -> !state.isBaking()).map(State::candidate).ifPresent(approve);
				return found.map(State::id);
			}
			if (!next) {
				return Optional.empty();
			}
			approve.accept(candidate.get());
			State state = new State(UUID.randomUUID().toString().substring(0, 8), candidate.get(), stable.get(),
					List.of(), this.cluster.pods(candidate.get()).restarts());
			if (this.cluster.write(service, service.traffic(), state.annotations()).isPresent()) {
				// The revision that a bake kept warm is no longer needed.
				found.ifPresent((before) -> this.cluster.keepWarm(before.stable(), 0));
				return Optional.of(state.id());
			}
		}
	}

}
