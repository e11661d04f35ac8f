package dev.animals.load;

import java.util.Collection;

import dev.animals.load.Exchange.Right;
import dev.animals.load.Exchange.Wrong;

/**
 * Counts and latencies of some requests. A request that is neither ok nor failed has not
 * been answered yet.
 *
 * @param sent the number of requests that were sent
 * @param ok the requests with a right answer
 * @param failed the requests with a wrong answer or none
 * @param perSecond right answers per second
 * @param p50 the median latency of right answers in milliseconds; 0 if there are none
 * @param p95 the 95th percentile in milliseconds
 * @param p99 the 99th percentile in milliseconds
 * @param max the longest latency in milliseconds
 */
record Summary(int sent, int ok, int failed, double perSecond, int p50, int p95, int p99, int max) {

	/**
	 * Summarises requests.
	 * @param exchanges the requests of a period
	 * @param seconds the length of the period
	 * @return their counts and latencies
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

	/** Returns a percentile by the nearest-rank method. */
	private static int percentile(int[] sorted, int percent) {
		return (sorted.length == 0) ? 0 : sorted[Math.max(0, Math.ceilDiv(sorted.length * percent, 100) - 1)];
	}

}
