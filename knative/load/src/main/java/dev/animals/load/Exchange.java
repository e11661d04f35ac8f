package dev.animals.load;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A request and its outcome.
 */
final class Exchange {

	final Mode mode;

	/** The name of the photo, or of the first one of a batch. */
	final String photo;

	final Instant sent = Instant.now();

	/** The outcome, which one thread sets once and other threads read. */
	volatile Outcome outcome = new InFlight();

	Exchange(Mode mode, String photo) {
		this.mode = mode;
		this.photo = photo;
	}

	/** The outcome of a request. */
	sealed interface Outcome {

	}

	/** The request has not been answered yet. */
	record InFlight() implements Outcome {

	}

	/**
	 * The answer is right.
	 *
	 * @param millis the time in milliseconds from connecting to the last byte of the
	 * answer
	 * @param model the name and version of the model that answered
	 */
	record Right(int millis, String model) implements Outcome {

	}

	/**
	 * The answer is wrong, or there was none.
	 *
	 * @param status the status of the answer; null if there was none
	 * @param answer the beginning of its body
	 */
	record Wrong(@Nullable Integer status, String answer) implements Outcome {

	}

}
