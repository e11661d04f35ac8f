package dev.animals.load;

import java.util.Collection;

import dev.animals.load.Exchange.Right;
import dev.animals.load.Exchange.Wrong;

/**
 * What came of requests. Those that are neither ok nor failed are in flight.
 *
 * @param sent requests
 * @param ok answered, and right
 * @param failed answered wrongly, or not at all
 * @param perSecond right answers a second
 * @param p50 median of the right answers' milliseconds, as the other three; 0 without any
 * @param p95 95th percentile
 * @param p99 99th percentile
 * @param max the slowest
 */
record Summary(int sent, int ok, int failed, double perSecond, int p50, int p95, int p99, int max) {

	/**
	 * Sums up.
	 * @param exchanges of a time
	 * @param seconds how long that was
	 * @return their counts
	 */
	static Summary of(Collection<Exchange> exchanges, double seconds) {
		int[] millis = exchanges.stream().mapMultiToInt((exchange, next) -> {
			if (exchange.outcome instanceof Right(int time, String _)) {
				next.accept(time);
			}
		}).sorted().toArray();
		int failed = (int) exchanges.stream().filter((exchange) -> exchange.outcome instanceof Wrong).count();
		return new Summary(exchanges.size(), millis.length, failed, (seconds > 0) ? millis.length / seconds : 0,
				percentile(millis, 50), percentile(millis, 95), percentile(millis, 99), percentile(millis, 100));
	}

	/** The smallest value that {@code percent} of all do not exceed (nearest rank). */
	private static int percentile(int[] sorted, int percent) {
		return (sorted.length == 0) ? 0 : sorted[Math.max(0, Math.ceilDiv(sorted.length * percent, 100) - 1)];
	}

}
