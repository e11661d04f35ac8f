package dev.animals.capacity.autoscaler;

import java.util.Arrays;

/**
 * An average over a moving window of buckets of one second, as
 * {@code TimedFloat64Buckets} in {@code pkg/autoscaler/aggregation/bucketing.go}.
 *
 * <p>
 * Seconds without data between two records count as zero, but seconds before the first
 * record or after the last do not count. After the load has ended, the average therefore
 * stays as it was until the whole window has passed.
 */
final class TimedBuckets {

	/** Earlier than all times, with room for subtractions. */
	private static final long NEVER = Long.MIN_VALUE / 4;

	private final double[] buckets;

	private long firstWrite = NEVER;

	private long lastWrite = NEVER;

	private double total;

	/**
	 * Creates empty buckets.
	 * @param window the length of the window in seconds, at least 1
	 */
	TimedBuckets(int window) {
		this.buckets = new double[window];
	}

	/**
	 * Adds a value to the bucket of a second.
	 * @param second not earlier than in any call before
	 * @param value the value
	 */
	void record(long second, double value) {
		if (second != this.lastWrite) {
			if (second - this.lastWrite >= this.buckets.length) {
				this.firstWrite = second;
				Arrays.fill(this.buckets, 0);
				this.total = 0;
			}
			else {
				for (long skipped = this.lastWrite + 1; skipped <= second; skipped++) {
					this.total -= this.buckets[index(skipped)];
					this.buckets[index(skipped)] = 0;
				}
			}
			this.lastWrite = second;
		}
		this.buckets[index(second)] += value;
		this.total += value;
	}

	/**
	 * Returns the average of the buckets in the window that ends with a second.
	 * @param second not earlier than the last record
	 * @return the average, rounded to six digits; 0 without a record in the window
	 */
	double average(long second) {
		long since = second - this.lastWrite;
		if (since >= this.buckets.length) {
			return 0;
		}
		double sum = this.total;
		for (long silent = this.lastWrite + 1; silent <= second; silent++) {
			sum -= this.buckets[index(silent)];
		}
		long valid = Math.min(this.lastWrite - this.firstWrite + 1, this.buckets.length - since);
		return Math.round(sum / valid * 1e6) / 1e6;
	}

	private int index(long second) {
		return Math.floorMod(second, this.buckets.length);
	}

}
