package dev.animals.capacity.autoscaler;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The maximum over a moving window of buckets of two seconds, as {@code TimeWindow} in
 * {@code pkg/autoscaler/aggregation/max}. It delays decisions to remove pods.
 */
final class MaximumWindow {

	private final int buckets;

	/** Falling values: a value that a later one reaches is never the maximum again. */
	private final Deque<Entry> maxima = new ArrayDeque<>();

	/**
	 * Creates an empty window.
	 * @param seconds the length of the window, more than 0
	 */
	MaximumWindow(int seconds) {
		this.buckets = Math.ceilDiv(seconds, Autoscaler.TICK_SECONDS);
	}

	/**
	 * Records a value and returns the maximum of the window that ends with it.
	 * @param second not earlier than in any call before
	 * @param value the value
	 * @return the maximum
	 */
	int record(long second, int value) {
		long bucket = second / Autoscaler.TICK_SECONDS;
		while (!this.maxima.isEmpty() && this.maxima.getLast().value() <= value) {
			this.maxima.removeLast();
		}
		while (!this.maxima.isEmpty() && bucket - this.maxima.getFirst().bucket() >= this.buckets) {
			this.maxima.removeFirst();
		}
		// In one bucket, the larger value stays.
		if (this.maxima.isEmpty() || this.maxima.getLast().bucket() != bucket) {
			this.maxima.addLast(new Entry(bucket, value));
		}
		return this.maxima.getFirst().value();
	}

	private record Entry(long bucket, int value) {

	}

}
