package dev.animals.event;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.metrics.PredictionMetrics;
import dev.animals.rejection.Outcome;
import dev.animals.rejection.Problem;

/**
 * The one way out for what is refused: it is counted, logged and told.
 */
public class Refusals {

	private static final Logger logger = LoggerFactory.getLogger(Refusals.class);

	private final PredictionMetrics metrics;

	/**
	 * Creates the way out.
	 * @param metrics counts reasons
	 */
	public Refusals(PredictionMetrics metrics) {
		this.metrics = metrics;
	}

	/**
	 * Counts and logs a refusal.
	 * @param rejected the refusal
	 * @return what its sender is told
	 */
	public Problem refuse(Outcome.Rejected<?> rejected) {
		this.metrics.rejected(rejected.reason());
		logger.atInfo()
			.addKeyValue("rejection.reason", rejected.reason())
			.addKeyValue("rejection.detail", rejected.detail())
			.log("Refused: {}", rejected.reason());
		return Problem.of(rejected);
	}

}
