package dev.animals.event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.metrics.PredictionMetrics;
import dev.animals.rejection.Problem;
import dev.animals.rejection.RejectedException;

/**
 * Counts, logs and describes rejections. Every edge of the service reports each rejection
 * here exactly once.
 */
public class Rejections {

	private static final Logger logger = LoggerFactory.getLogger(Rejections.class);

	private final PredictionMetrics metrics;

	/**
	 * Creates the reporter.
	 * @param metrics counts rejections by reason
	 */
	public Rejections(PredictionMetrics metrics) {
		this.metrics = metrics;
	}

	/**
	 * Counts and logs a rejection.
	 * @param rejected the rejection
	 * @return the problem to send back
	 */
	public Problem report(RejectedException rejected) {
		this.metrics.rejected(rejected.reason());
		logger.atInfo()
			.addKeyValue("rejection.reason", rejected.reason())
			.addKeyValue("rejection.detail", rejected.detail())
			.log("Rejected: {}", rejected.reason());
		return Problem.of(rejected);
	}

}
