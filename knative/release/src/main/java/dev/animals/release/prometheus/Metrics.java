package dev.animals.release.prometheus;

import java.time.Instant;

import dev.animals.release.judge.Block;

/**
 * What revisions did.
 */
public interface Metrics {

	/**
	 * What both did in some time, exactly.
	 * @param from excluded
	 * @param to included, in the past
	 * @param candidate a revision
	 * @param stable a revision
	 * @return the counts
	 * @throws UnavailableException if Prometheus does not answer
	 */
	Block between(Instant from, Instant to, String candidate, String stable);

	/**
	 * How many requests waited in a pod of a revision, on average.
	 * @throws UnavailableException if Prometheus does not answer
	 */
	double queued(Instant from, Instant to, String revision);

	/** Prometheus does not answer, or not as it should. */
	class UnavailableException extends RuntimeException {

		public UnavailableException(String message) {
			super(message);
		}

		public UnavailableException(String message, Throwable cause) {
			super(message, cause);
		}

	}

}
