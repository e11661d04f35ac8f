package dev.animals.capacity.simulation;

import java.util.Random;

/**
 * The time that a predictor needs for a request. With a variation, it has a lognormal
 * distribution: many small photos and a few that take several times as long.
 *
 * @param meanSeconds the mean, more than 0
 * @param variation the standard deviation divided by the mean; 0 if all requests take the
 * same time
 */
public record ServiceTimes(double meanSeconds, double variation) {

	private static final long SEED = 19;

	/**
	 * Checks the values.
	 * @throws IllegalArgumentException if a value is out of range
	 */
	public ServiceTimes {
		if (!(meanSeconds > 0) || !(variation >= 0)) {
			throw new IllegalArgumentException("A request takes more than 0 ms, and its variation is not negative.");
		}
	}

	/**
	 * Draws the times of requests. All settings get the same times, so that they differ
	 * by their own effect only.
	 * @param requests the number of requests
	 * @return seconds
	 */
	public double[] draw(int requests) {
		Random random = new Random(SEED);
		double variance = Math.log1p(this.variation * this.variation);
		double[] times = new double[requests];
		for (int i = 0; i < requests; i++) {
			times[i] = this.meanSeconds * Math.exp(Math.sqrt(variance) * random.nextGaussian() - variance / 2);
		}
		return times;
	}

}
