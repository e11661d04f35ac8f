package dev.animals.release.deadletters;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a {@link DeadLetterSink} stores, and where.
 *
 * @param directory the folder of the stored events, which must exist
 * @param retention how long an event is kept
 * @param limit the largest size of all stored events together, in bytes
 * @param largest the largest request, in bytes
 */
public record SinkSettings(Path directory, Duration retention, long limit, long largest) {

	/** Checks the values. */
	public SinkSettings {
		if (!retention.isPositive()) {
			throw new IllegalArgumentException("The retention %s is not positive.".formatted(retention));
		}
		if (largest < 1 || limit < largest) {
			throw new IllegalArgumentException(
					"The limit of %d bytes has no room for the largest event, which has %d bytes.".formatted(limit,
							largest));
		}
	}

}
