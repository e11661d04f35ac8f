package dev.animals.hardexamples;

import java.util.Locale;

/**
 * What became of a photo with an unsure prediction. The {@link #toString() text} is the
 * value of the metric tag {@code outcome}.
 */
enum Outcome {

	/** The sink accepted the event. */
	SENT,

	/**
	 * The process has already sent as many photos in the last minute as the limit allows.
	 */
	RATE_LIMITED,

	/** The photo does not fit into the memory for waiting photos. */
	QUEUE_FULL,

	/** The sink did not accept the event, or the process stopped first. */
	FAILED;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
