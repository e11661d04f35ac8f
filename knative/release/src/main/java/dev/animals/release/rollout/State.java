package dev.animals.release.rollout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.cluster.Cluster;
import dev.animals.release.cluster.Service;

/**
 * The state of a rollout that is under way. It is stored in an annotation of the Service,
 * which is written together with the traffic, so that the next run can resume a rollout
 * whose process was killed. The name of a revision identifies it, because Knative never
 * uses a name twice while the Service exists, and the annotation is deleted with the
 * Service.
 *
 * @param id the id of the rollout
 * @param candidate the revision that is judged
 * @param stable the revision that it is compared with
 * @param steps the steps that have begun, the current one last; the step with 100 % is
 * the bake
 * @param restarts how often the candidate's containers had restarted before the first
 * step
 */
public record State(String id, String candidate, String stable, List<Begun> steps, int restarts) {

	private static final int ALL = 100;

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.build();

	/** Copies the list. */
	public State {
		steps = List.copyOf(steps);
	}

	/**
	 * A step that has begun.
	 *
	 * @param percent the candidate's share of the traffic, in 0–100
	 * @param at the time when the step began, in milliseconds since 1970
	 */
	public record Begun(int percent, long at) {

		/** Returns the time when the step began. */
		public Instant time() {
			return Instant.ofEpochMilli(this.at);
		}

	}

	/** Reads the annotation. Returns nothing if there is none or if it cannot be read. */
	static Optional<State> of(Service service) {
		String text = service.annotations().get(Cluster.ROLLOUT);
		if (text == null) {
			return Optional.empty();
		}
		try {
			return Optional.of(MAPPER.readValue(text, State.class));
		}
		catch (JacksonException ex) {
			return Optional.empty();
		}
	}

	State begin(int percent, Instant now) {
		List<Begun> more = new ArrayList<>(this.steps);
		more.add(new Begun(percent, now.toEpochMilli()));
		return new State(this.id, this.candidate, this.stable, more, this.restarts);
	}

	/** Returns the candidate's current share of the traffic, in 0–100. */
	public int percent() {
		return this.steps.isEmpty() ? 0 : this.steps.getLast().percent();
	}

	/** Describes the traffic if the rollout ends in this state and nobody watches it. */
	String unwatched() {
		return (percent() == 0) ? "The candidate has no traffic."
				: "Traffic is as it was: the candidate has %d %%, and nobody watches it.".formatted(percent());
	}

	/** Tells whether the candidate was promoted and is in the bake. */
	boolean isBaking() {
		return percent() == ALL;
	}

	/** Returns the split of the traffic in this state. */
	Split split() {
		return isBaking() ? Split.all(this.candidate) : Split.of(this.stable, this.candidate, percent());
	}

	/** Returns the annotations that store this state. */
	Map<String, @Nullable String> annotations() {
		return Map.of(Cluster.ROLLOUT, MAPPER.writeValueAsString(this));
	}

}
