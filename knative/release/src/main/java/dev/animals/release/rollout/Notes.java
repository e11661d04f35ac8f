package dev.animals.release.rollout;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.Service;

/**
 * The annotations that are written together with the traffic.
 */
final class Notes {

	private Notes() {
	}

	/**
	 * Returns the annotations of a decision.
	 * @param before the state before the decision
	 * @param next the state after it; null if the rollout has ended
	 */
	static Map<String, @Nullable String> of(State before, @Nullable State next, Instant at, Outcome outcome,
			String sentence) {
		Map<String, @Nullable String> annotations = (next != null) ? new HashMap<>(next.annotations())
				: ended(before, outcome);
		annotations.put(Cluster.DECISION, "%s %s %s: %s".formatted(at, before.candidate(), outcome, sentence));
		return annotations;
	}

	/**
	 * Returns the annotations of a rollout that has ended, without changing the last
	 * decision.
	 * @param before the state before the end
	 */
	static Map<String, @Nullable String> ended(State before, Outcome outcome) {
		Map<String, @Nullable String> annotations = new HashMap<>();
		annotations.put(Cluster.ROLLOUT, null);
		annotations.put(Cluster.ENDED, "%s %s".formatted(before.id(), outcome));
		return annotations;
	}

	/**
	 * Returns how a rollout ended; empty if it has not ended, or if another one has ended
	 * since.
	 * @param id the id of the rollout
	 */
	static Optional<End> end(Service service, String id) {
		String ended = service.annotations().getOrDefault(Cluster.ENDED, "");
		return Stream.of(Outcome.values())
			.filter((outcome) -> ended.equals("%s %s".formatted(id, outcome)))
			.map((outcome) -> new End(outcome,
					"This rollout has ended before. The last decision: "
							+ service.annotations().getOrDefault(Cluster.DECISION, "none")))
			.findFirst();
	}

}
