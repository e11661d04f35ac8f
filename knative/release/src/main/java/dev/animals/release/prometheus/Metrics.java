package dev.animals.release.prometheus;

import java.time.Instant;

import dev.animals.release.judge.Block;

/**
 * The requests and predictions of revisions.
 */
public interface Metrics {

	/**
	 * Returns the exact counts of both revisions in a period.
	 * @param from the start, excluded
	 * @param to the end, included; in the past
	 * @param candidate the candidate's revision
	 * @param stable stable's revision
	 * @return the counts
	 * @throws UnavailableException if Prometheus does not answer
	 */
	Block between(Instant from, Instant to, String candidate, String stable);

	/**
	 * Returns how many requests waited on average in the pod of a revision where most
	 * waited.
	 * @throws UnavailableException if Prometheus does not answer
	 */
	double queued(Instant from, Instant to, String revision);

	/** Prometheus does not answer, or its answer is not valid. */
	class UnavailableException extends RuntimeException {

		public UnavailableException(String message) {
			super(message);
		}

		public UnavailableException(String message, Throwable cause) {
			super(message, cause);
		}

	}

}
