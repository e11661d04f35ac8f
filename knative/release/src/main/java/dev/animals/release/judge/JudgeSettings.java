package dev.animals.release.judge;

import java.time.Duration;

/**
 * What is asked of a candidate.
 *
 * @param falseAlarms probability that a candidate that keeps to all that is tolerated is
 * taken back, however long it is watched
 * @param misses probability that one whose errors or slow requests are unacceptable at
 * the last step is promoted, for each of these two
 * @param errors share of failed requests above stable's
 * @param slow share of slow requests above stable's
 * @param slowerThan a request is never slow that takes no longer
 * @param slowerThanStable a request is never slow that takes no longer than this many
 * times stable's 95th percentile
 * @param rejections share of rejected requests (status 4xx) above stable's
 * @param answers share of answers that fall into other groups of animals or verdicts than
 * stable's
 * @param confidence share of confidences that fall into other bins than stable's
 * @param feedback share of wrong predictions above stable's, as users judge
 * @param restarts of the candidate's containers
 * @param queued requests that wait in a pod of the candidate, on average over a block
 * @param atMost limits that do not depend on stable
 */
public record JudgeSettings(double falseAlarms, double misses, Margins errors, Margins slow, Duration slowerThan,
		double slowerThanStable, double rejections, double answers, double confidence, double feedback, int restarts,
		double queued, AtMost atMost) {

	/** Checks the ranges. */
	public JudgeSettings {
		probability("falseAlarms", falseAlarms);
		probability("misses", misses);
		probability("rejections", rejections);
		probability("answers", answers);
		probability("confidence", confidence);
		probability("feedback", feedback);
		if (slowerThanStable < 1 || slowerThan.isNegative() || restarts < 0 || queued <= 0) {
			throw new IllegalArgumentException(
					"slowerThanStable is at least 1, slowerThan and restarts at least 0, queued above 0");
		}
	}

	private static void probability(String name, double value) {
		if (!(value > 0 && value < 1)) {
			throw new IllegalArgumentException(name + " is between 0 and 1, and not " + value);
		}
	}

	/**
	 * Returns the duration in seconds from which a request is slow. It is the bound of a
	 * bin, because durations within one cannot be told apart, and the one that is nearest
	 * by ratio.
	 */
	double slowLimit(Counts stable) {
		double asked = this.slowerThan.toMillis() / 1000.0;
		double byStable = this.slowerThanStable * stable.quantile(0.95);
		double wanted = Double.isNaN(byStable) ? asked : Math.max(asked, byStable);
		return stable.latency()
			.keySet()
			.stream()
			.filter(Double::isFinite)
			.min((one, other) -> Double.compare(Math.abs(Math.log(one / wanted)), Math.abs(Math.log(other / wanted))))
			.orElse(wanted);
	}

	/**
	 * Limits that do not depend on stable, so that a candidate is not promoted because
	 * stable is broken as well.
	 *
	 * @param errors share of failed requests at the last step, in 0–1
	 * @param p95 95th percentile of the durations at the last step
	 */
	public record AtMost(double errors, Duration p95) {

		/** Checks the ranges. */
		public AtMost {
			if (!(errors > 0 && errors < 1) || p95.isNegative() || p95.isZero()) {
				throw new IllegalArgumentException("atMost.errors is between 0 and 1, and atMost.p95 above 0");
			}
		}

	}

	/**
	 * Differences to stable's share.
	 *
	 * @param tolerated up to here a candidate is as good as stable
	 * @param unacceptable from here on it must not be promoted
	 */
	public record Margins(double tolerated, double unacceptable) {

		/** Checks the ranges. */
		public Margins {
			if (!(tolerated >= 0 && tolerated < unacceptable && unacceptable < 1)) {
				throw new IllegalArgumentException("0 <= tolerated < unacceptable < 1 does not hold for %s and %s"
					.formatted(tolerated, unacceptable));
			}
		}

	}

}
