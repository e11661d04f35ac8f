package dev.animals.release.rollout;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.animals.release.cluster.Cluster;

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
		Map<String, @Nullable String> annotations = (next != null) ? new HashMap<>(next.annotations()) : ended();
		annotations.put(Cluster.DECISION, "%s %s %s: %s".formatted(at, before.candidate(), outcome, sentence));
		return annotations;
	}

	/**
	 * Returns the annotations of a rollout that has ended, without changing the last
	 * decision.
	 */
	static Map<String, @Nullable String> ended() {
		Map<String, @Nullable String> annotations = new HashMap<>();
		annotations.put(Cluster.ROLLOUT, null);
		return annotations;
	}

}
