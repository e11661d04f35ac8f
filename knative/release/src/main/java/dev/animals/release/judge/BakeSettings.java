package dev.animals.release.judge;

import java.time.Duration;

/**
 * The settings for watching a promoted revision. It is taken back by the same rule by
 * which the alerts on the error budget fire: a long window shows that many requests
 * failed, and a short one that requests still fail (The Site Reliability Workbook,
 * chapter 5).
 *
 * @param duration how long the revision is watched, and the length of the long window; 0
 * if it is not watched
 * @param recent the length of the short window
 * @param budget share of the requests that may fail, in 0–1
 * @param burnRate how many times faster than allowed the budget may be used
 * @param errors the smallest number of failed requests that counts as too many
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

	/**
	 * Returns the share of failed requests above which the revision is taken back, in
	 * 0–1.
	 */
	double limit() {
		return this.budget * this.burnRate;
	}

}
