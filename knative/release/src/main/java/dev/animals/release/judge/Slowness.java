package dev.animals.release.judge;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Asks how many requests take longer than a bound. The bound is a multiple of one of
 * stable's quantiles, rounded to the bound of a bin, because the durations within a bin
 * are not known. A candidate that takes exactly the tolerated multiple of stable's time
 * exceeds the bound as often as stable exceeds the bound divided by that multiple; so
 * only the excess over that share counts.
 *
 * @param quantile the quantile of stable, in 0–1
 * @param factor the tolerated multiple of stable's time, at least 1
 * @param least a bound is at least this long, because users do not notice less
 * @param more the tolerated share of requests beyond that, in 0–1
 */
record Slowness(double quantile, double factor, Duration least, double more) {

	/** With fewer requests than this, stable's quantiles are unknown. */
	private static final long ENOUGH = 50;

	/** Returns the question; empty if stable has had too few requests to ask one. */
	Optional<Question> question(Counts stable) {
		if (Tally.total(stable.latency()) < ENOUGH) {
			return Optional.empty();
		}
		double bound = bound(stable);
		double tolerated = longerThan(stable, bound / this.factor) - stable.slowerThan(bound).ratio();
		return Optional
			.of(new Question((counts) -> counts.slowerThan(bound), Math.min(0.99, Math.max(0, tolerated) + this.more)));
	}

	String name(Block seen) {
		String name = "slow, p%.0f".formatted(100 * this.quantile);
		return Tally.total(seen.stable().latency()) < ENOUGH ? name
				: "slower than %s, p%.0f".formatted(Figures.seconds(bound(seen.stable())), 100 * this.quantile);
	}

	private double bound(Counts stable) {
		double shortest = this.least.toMillis() / 1000.0;
		double wanted = Math.max(shortest, this.factor * stable.quantile(this.quantile));
		double nearest = wanted;
		double distance = Double.POSITIVE_INFINITY;
		for (double bound : stable.latency().keySet()) {
			double distanceOfBound = Math.abs(Math.log(bound / wanted));
			if (bound >= shortest * (1 - 1e-9) && distanceOfBound < distance) {
				nearest = bound;
				distance = distanceOfBound;
			}
		}
		return nearest;
	}

	/**
	 * Returns the share of requests that took longer than a time between two bounds. Both
	 * the time and the share are interpolated by their logarithms, which suits the long
	 * tails of durations. Half a request is added to both sides, so that no share is 0 or
	 * 1.
	 */
	private static double longerThan(Counts counts, double seconds) {
		double all = Tally.total(counts.latency()) + 1.0;
		double lower = 0;
		double longerThanLower = all - 0.5;
		for (Map.Entry<Double, Long> bin : counts.latency().entrySet()) {
			double upper = bin.getKey();
			double longerThanUpper = longerThanLower - bin.getValue();
			if (upper >= seconds) {
				return Double.isInfinite(upper) ? longerThanLower / all
						: interpolate(lower, longerThanLower, upper, longerThanUpper, seconds) / all;
			}
			lower = upper;
			longerThanLower = longerThanUpper;
		}
		return 0;
	}

	private static double interpolate(double lower, double atLower, double upper, double atUpper, double seconds) {
		// The logarithm of 0 s is unknown, so the first bin counts as a whole.
		double part = (lower == 0) ? 1 : Math.log(seconds / lower) / Math.log(upper / lower);
		return Math.exp(Math.log(atLower) * (1 - part) + Math.log(atUpper) * part);
	}

}
