package dev.animals.capacity.traffic;

import java.util.Arrays;
import java.util.Random;

/**
 * The requests of consecutive intervals of equal length.
 *
 * @param name a name for tables and files
 * @param intervalSeconds the length of an interval, at least 1
 * @param requests the requests of each interval, at least 0. Fractions are allowed,
 * because Prometheus estimates counts
 */
@SuppressWarnings("ArrayRecordComponent")
public record Traffic(String name, int intervalSeconds, double[] requests) {

	private static final long SEED = 20_261_201;

	/** Returns the length in seconds. */
	public int seconds() {
		return this.requests.length * this.intervalSeconds;
	}

	/** Returns the expected number of requests. */
	public double total() {
		return Arrays.stream(this.requests).sum();
	}

	/** Returns the highest rate of an interval, in requests per second. */
	public double highestRate() {
		return Arrays.stream(this.requests).max().orElse(0) / this.intervalSeconds;
	}

	/** Returns the same traffic with a multiple of the requests. */
	public Traffic times(double factor) {
		return new Traffic(this.name, this.intervalSeconds,
				Arrays.stream(this.requests).map((requests) -> requests * factor).toArray());
	}

	/**
	 * Draws the times of the requests. In an interval they are independent and uniformly
	 * distributed, which is a Poisson process with a known count. The same traffic always
	 * has the same times.
	 * @return seconds since the start, in ascending order
	 */
	public double[] arrivals() {
		Random random = new Random(SEED);
		double[] times = new double[(int) Math.ceil(total()) + this.requests.length];
		int count = 0;
		for (int interval = 0; interval < this.requests.length; interval++) {
			// The fraction of a request becomes the probability of one more.
			int here = (int) Math.floor(this.requests[interval] + random.nextDouble());
			for (int i = 0; i < here; i++) {
				times[count + i] = (interval + random.nextDouble()) * this.intervalSeconds;
			}
			Arrays.sort(times, count, count + here);
			count += here;
		}
		return Arrays.copyOf(times, count);
	}

}
