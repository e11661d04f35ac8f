package dev.animals.release.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A rollout that is under way, as it is kept at the Service: whoever finds it can go on.
 *
 * @param id tells rollouts apart
 * @param candidate its revision
 * @param stable its revision
 * @param steps those that have begun, the present one last; empty before the first
 */
public record State(String id, String candidate, String stable, List<Begun> steps) {

	/** Owns its list. */
	public State {
		steps = List.copyOf(steps);
	}

	/**
	 * A step that has begun.
	 *
	 * @param percent the candidate's share
	 * @param at when, in milliseconds since 1970
	 */
	public record Begun(int percent, long at) {

		Instant time() {
			return Instant.ofEpochMilli(this.at);
		}

	}

	State begin(int percent, Instant now) {
		List<Begun> more = new ArrayList<>(this.steps);
		more.add(new Begun(percent, now.toEpochMilli()));
		return new State(this.id, this.candidate, this.stable, more);
	}

}
