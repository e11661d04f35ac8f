package dev.animals.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how many requests each caller may send, with a token bucket: a caller may send
 * the requests of a minute at once, and the bucket then refills evenly. Each process has
 * its own buckets.
 */
final class RateLimit {

	/**
	 * The largest number of buckets, because an issuer may have many callers. If there
	 * are more callers, the bucket of the one that called longest ago is removed.
	 */
	private static final int MOST_CALLERS = 10_000;

	private static final long MINUTE = Duration.ofMinutes(1).toMillis();

	private final int perMinute;

	private final InstantSource clock;

	private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
			return size() > MOST_CALLERS;
		}

	};

	/**
	 * Creates the limit.
	 * @param perMinute the requests in a minute; 0 for any number
	 * @param clock tells the time
	 */
	RateLimit(int perMinute, InstantSource clock) {
		this.perMinute = perMinute;
		this.clock = clock;
	}

	/**
	 * Takes a request from the bucket of a caller.
	 * @param caller the caller
	 * @return zero if the caller may send this request; otherwise the time after which it
	 * may try again, at least a second
	 */
	synchronized Duration take(String caller) {
		if (this.perMinute == 0) {
			return Duration.ZERO;
		}
		long now = this.clock.millis();
		Bucket before = this.buckets.getOrDefault(caller, new Bucket(this.perMinute, now));
		double refill = (double) Math.max(0, now - before.time()) * this.perMinute / MINUTE;
		double available = Math.min(this.perMinute, before.requests() + refill);
		boolean allowed = available >= 1;
		this.buckets.put(caller, new Bucket(allowed ? available - 1 : available, now));
		if (allowed) {
			return Duration.ZERO;
		}
		double seconds = (1 - available) * MINUTE / this.perMinute / 1000;
		return Duration.ofSeconds((long) Math.max(1, Math.ceil(seconds)));
	}

	/**
	 * The bucket of a caller.
	 *
	 * @param requests how many requests it held; may be a fraction
	 * @param time when it held them, in milliseconds
	 */
	private record Bucket(double requests, long time) {
	}

}
