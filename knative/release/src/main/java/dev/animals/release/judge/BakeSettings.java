package dev.animals.release.judge;

import java.time.Duration;

/**
 * How a promoted revision is watched. The rule is that of the alerts on the error budget:
 * a long window shows that the loss is large, and a short one that it has not ended (The
 * Site Reliability Workbook, chapter 5).
 *
 * @param duration how long it is watched, 0 for not at all; also the long window
 * @param recent the short window
 * @param budget share of the requests that may fail, in 0–1
 * @param burnRate how many times faster than allowed the budget may be used
 * @param errors how many requests have to fail at least
 */
public record BakeSettings(Duration duration, Duration recent, double budget, double burnRate, long errors) {

	/** Checks the ranges. */
	public BakeSettings {
		if (duration.isNegative() || recent.isNegative() || recent.isZero() || !(budget > 0 && budget < 1)
				|| burnRate <= 0 || budget * burnRate >= 1 || errors < 1) {
			throw new IllegalArgumentException("bake: duration is at least 0, recent above 0, budget between 0 and 1, "
					+ "burnRate above 0 and below 1/budget, errors at least 1");
		}
	}

	/** Returns the share of failed requests that is too much. */
	double limit() {
		return this.budget * this.burnRate;
	}

}
