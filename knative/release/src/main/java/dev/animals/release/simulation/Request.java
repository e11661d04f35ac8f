package dev.animals.release.simulation;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** A simulated request with its answer. Faults change the answer. */
public final class Request {

	static final String STRUCTURED = "mode structured";

	static final String BATCH = "mode batch";

	static final String PNG = "format png";

	static final String WEBP = "format webp";

	final String mode;

	final String format;

	final String size;

	/** The verdict and the group, as in {@code animal/dog}. */
	String answer;

	String confidence;

	double seconds;

	/**
	 * {@link Outcome#FAILED} or {@link Outcome#REJECTED}; null if the request was
	 * answered.
	 */
	@Nullable Outcome failure;

	Request(String mode, String format, String size, String answer, String confidence, double seconds) {
		this.mode = mode;
		this.format = format;
		this.size = size;
		this.answer = answer;
		this.confidence = confidence;
		this.seconds = seconds;
	}

	/** Returns the verdict, or how the request failed. */
	Outcome outcome() {
		if (this.failure != null) {
			return this.failure;
		}
		return this.answer.startsWith("animal") ? Outcome.ANIMAL
				: this.answer.startsWith("not") ? Outcome.NOT_ANIMAL : Outcome.UNKNOWN;
	}

	/** An outcome that the service counts for each slice. */
	enum Outcome {

		ANIMAL, NOT_ANIMAL, UNKNOWN, FAILED, REJECTED;

		/** Its name in metrics. */
		final String label = name().toLowerCase(Locale.ROOT);

	}

}
