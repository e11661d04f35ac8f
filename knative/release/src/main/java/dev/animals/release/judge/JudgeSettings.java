package dev.animals.release.judge;

import java.time.Duration;

/**
 * The limits by which a candidate is judged.
 *
 * @param falseAlarms the probability that a candidate within all tolerated limits is
 * taken back, no matter how long it is watched
 * @param misses the probability that a candidate with unacceptable errors at the last
 * step is promoted; the same applies to slow requests
 * @param errors limits for the share of failed requests above stable's share
 * @param slow limits for the share of slow requests above stable's share
 * @param slowerThan a request is slow only if it takes longer than this
 * @param slowerThanStable a request is slow only if it takes longer than this many times
 * stable's 95th percentile
 * @param rejections the tolerated share of rejected requests (status 4xx) above stable's
 * share
 * @param answers the tolerated share of answers with other groups or verdicts than
 * stable's
 * @param confidence the tolerated share of confidences in other bins than stable's
 * @param feedback the tolerated share of predictions that users call wrong, above
 * stable's share
 * @param restarts how often the candidate's containers may restart
 * @param queued how many requests may wait in a pod of the candidate, on average over a
 * block
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
	 * Returns the duration in seconds above which a request is slow. It is rounded to the
	 * bound of a bin, the nearest by ratio, because the durations within a bin are not
	 * known.
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
	 * Limits that do not depend on stable. They prevent the promotion of a broken
	 * candidate if stable is broken too.
	 *
	 * @param errors the largest share of failed requests at the last step, in 0–1
	 * @param p95 the longest 95th percentile of the durations at the last step
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
	 * Limits for the difference between the candidate's share and stable's share, in 0–1.
	 *
	 * @param tolerated the largest difference with which a candidate still counts as good
	 * as stable
	 * @param unacceptable the difference from which on a candidate must not be promoted
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
