package dev.animals.metrics;

import java.util.function.Supplier;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * Measures parts of a request: a timer and, where traces are on, a span for each.
 */
public class Stages {

	/** The timer of all stages. */
	public static final String NAME = "animals.stage";

	private final ObservationRegistry observations;

	/**
	 * Creates the measure.
	 * @param observations where timers and spans are made
	 */
	public Stages(ObservationRegistry observations) {
		this.observations = observations;
	}

	/**
	 * Does some work and measures it.
	 * @param <T> what the work yields
	 * @param stage which part of a request it is
	 * @param mode how the request came in
	 * @param work what is done
	 * @return what the work yields
	 */
	public <T> T measure(Stage stage, Mode mode, Supplier<T> work) {
		return Observation.createNotStarted(NAME, this.observations)
			.contextualName(stage.toString())
			.lowCardinalityKeyValue("stage", stage.toString())
			.lowCardinalityKeyValue("mode", mode.toString())
			.observe(work);
	}

}
