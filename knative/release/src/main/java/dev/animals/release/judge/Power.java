package dev.animals.release.judge;

import java.util.OptionalLong;

/**
 * Computes how many requests a decision needs.
 */
public final class Power {

	/**
	 * Nearly every rollout of a good candidate ends within this many times the average
	 * number of requests.
	 */
	private static final double RESERVE = 2.5;

	/** The logarithm of the evidence that is lost while the error rate is learned. */
	private static final double LEARNING = 2;

	/** The assumed error rate of a service that has had too few errors to tell. */
	public static final double ASSUMED_ERRORS = 0.001;

	/** With fewer errors than this, the error rate is unknown. */
	private static final long FEW = 5;

	private Power() {
	}

	/**
	 * Returns how many requests the candidate has to answer at the last step so that
	 * nearly every candidate without more errors than stable is promoted.
	 * @param settings the limits
	 * @param failed stable's failed requests
	 * @param percent the candidate's share of the traffic, in 1–99
	 */
	public static long enough(JudgeSettings settings, Share failed, int percent) {
		return (long) Math.ceil(RESERVE * usual(settings, failed, percent));
	}

	/**
	 * Returns how many requests a candidate without more errors than stable has to answer
	 * at the last step until it is promoted, on average.
	 * @param settings the limits
	 * @param failed stable's failed requests
	 * @param percent the candidate's share of the traffic, in 1–99
	 */
	public static long usual(JudgeSettings settings, Share failed, int percent) {
		// With more errors than the fixed limit, the candidate is not promoted anyway.
		boolean known = failed.occurred() >= FEW && failed.ratio() <= settings.atMost().errors();
		double rate = known ? failed.ratio() : ASSUMED_ERRORS;
		return (long) Math.ceil((Math.log(1 / settings.misses()) + LEARNING)
				/ perRequest(rate, rate, settings.errors().unacceptable(), percent));
	}

	/**
	 * Returns how many requests the candidate answers on average until a difference is
	 * found.
	 * @param settings the limits
	 * @param stable stable's error rate, in 0–1
	 * @param candidate the candidate's error rate, in 0–1
	 * @param percent the candidate's share of the traffic, in 1–99
	 * @return the number; empty if the difference is tolerated
	 */
	public static OptionalLong untilFound(JudgeSettings settings, double stable, double candidate, int percent) {
		double margin = settings.errors().tolerated();
		return (candidate - stable <= margin) ? OptionalLong.empty()
				: OptionalLong.of((long) Math.ceil((Math.log(Judge.TESTS / settings.falseAlarms()) + LEARNING)
						/ perRequest(candidate, stable, margin, percent)));
	}

	/** Returns the expected gain of evidence for each request of the candidate. */
	private static double perRequest(double candidate, double stable, double margin, int percent) {
		double others = (100.0 - percent) / percent;
		double nearest = Hypothesis.nearestStable(candidate, 1, stable, others, margin);
		return divergence(candidate, nearest + margin) + others * divergence(stable, nearest);
	}

	/** The Kullback-Leibler divergence between two probabilities. */
	private static double divergence(double from, double to) {
		return from * Math.log(from / to) + (1 - from) * Math.log((1 - from) / (1 - to));
	}

}
