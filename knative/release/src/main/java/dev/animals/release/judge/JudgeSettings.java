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
 * @param tail limits for the share of requests that are slow by stable's 99th percentile
 * @param slowerThan a request is slow only if it takes longer than this
 * @param slowerThanStable how many times stable's time the candidate may take
 * @param rejections the tolerated share of rejected requests (status 4xx) above stable's
 * share
 * @param answers the tolerated share of answers with other groups or verdicts than
 * stable's
 * @param confidence the tolerated share of confidences in other bins than stable's
 * @param groups limits for the share of single groups and verdicts
 * @param slices limits for the outcomes in single slices
 * @param feedback the tolerated share of predictions that users call wrong, above
 * stable's share
 * @param restarts how often the candidate's containers may restart
 * @param queued how many requests may wait in a pod of the candidate, on average over a
 * block, at four looks in a row
 * @param dearer how many times stable's processor time and memory a request may cost
 * @param atMost limits that do not depend on stable
 */
public record JudgeSettings(double falseAlarms, double misses, Margins errors, Margins slow, Margins tail,
		Duration slowerThan, double slowerThanStable, double rejections, double answers, double confidence,
		Groups groups, Slices slices, double feedback, int restarts, double queued, double dearer, AtMost atMost) {

	/** Checks the ranges. */
	public JudgeSettings {
		probability("falseAlarms", falseAlarms);
		probability("misses", misses);
		probability("rejections", rejections);
		probability("answers", answers);
		probability("confidence", confidence);
		probability("feedback", feedback);
		if (slowerThanStable < 1 || slowerThan.isNegative() || restarts < 0 || queued <= 0 || dearer < 1) {
			throw new IllegalArgumentException(
					"slowerThanStable and dearer are at least 1, slowerThan and restarts at least 0, queued above 0");
		}
	}

	private static void probability(String name, double value) {
		if (!(value > 0 && value < 1)) {
			throw new IllegalArgumentException(name + " is between 0 and 1, and not " + value);
		}
	}

	/**
	 * Limits for how often a group or a verdict is the answer.
	 *
	 * @param relative the tolerated change of its share, as a part of stable's share
	 * @param falls a share may always fall by this much, in 0–1
	 * @param rises a share may always rise by this much, in 0–1
	 */
	public record Groups(double relative, double falls, double rises) {

		/** Checks the ranges. */
		public Groups {
			probability("groups.relative", relative);
			probability("groups.falls", falls);
			probability("groups.rises", rises);
		}

	}

	/**
	 * The tolerated shares above stable's within a slice of the requests, in 0–1.
	 *
	 * @param failed requests that failed
	 * @param rejected requests that were rejected
	 * @param nothingSeen photos without a known animal
	 */
	public record Slices(double failed, double rejected, double nothingSeen) {

		/** Checks the ranges. */
		public Slices {
			probability("slices.failed", failed);
			probability("slices.rejected", rejected);
			probability("slices.nothingSeen", nothingSeen);
		}

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
