package dev.animals.release.prometheus;

import java.time.Instant;

import dev.animals.release.judge.Block;
import dev.animals.release.judge.Load;

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
	 * Returns the gauges of the candidate and of the measurement, without restarts. A
	 * source that has only counts knows none of them.
	 * @param from the start, excluded
	 * @param to the end, included; in the past
	 * @param candidate the candidate's revision
	 * @param stable stable's revision
	 * @throws UnavailableException if Prometheus does not answer
	 */
	default Load load(Instant from, Instant to, String candidate, String stable) {
		return Load.NONE;
	}

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
