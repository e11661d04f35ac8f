package dev.animals.load;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A request and what came of it.
 */
final class Exchange {

	final Mode mode;

	/** The photo, or the first one of a batch. */
	final String photo;

	final Instant sent = Instant.now();

	/** Set once, by another thread than those that read it. */
	volatile Outcome outcome = new InFlight();

	Exchange(Mode mode, String photo) {
		this.mode = mode;
		this.photo = photo;
	}

	/** What came of a request. */
	sealed interface Outcome {

	}

	/** Nothing so far. */
	record InFlight() implements Outcome {

	}

	/**
	 * The right answer.
	 *
	 * @param millis from sending to the answer's last byte, with the connection's making
	 * @param model the name and version of the one that answered
	 */
	record Right(int millis, String model) implements Outcome {

	}

	/**
	 * Another answer, or none.
	 *
	 * @param status of the answer, null where none came
	 * @param answer the beginning of its body
	 */
	record Wrong(@Nullable Integer status, String answer) implements Outcome {

	}

}
