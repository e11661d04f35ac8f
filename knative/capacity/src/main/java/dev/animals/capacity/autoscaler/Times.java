package dev.animals.capacity.autoscaler;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Reads times as Knative writes them. */
final class Times {

	private Times() {
	}

	/**
	 * Reads a time.
	 * @param written for instance {@code 30s}, {@code 2m} or {@code 1m30s}
	 * @return whole seconds
	 * @throws IllegalArgumentException if this is not a time
	 */
	static long seconds(String written) {
		try {
			Duration duration = Duration.parse("PT" + written.toUpperCase(Locale.ROOT));
			if (duration.isNegative()) {
				throw new IllegalArgumentException(written);
			}
			return duration.toSeconds();
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException(written, ex);
		}
	}

}
