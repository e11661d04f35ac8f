package dev.animals.hardexamples;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Limits how often something happens in any minute.
 */
final class PerMinute {

	private static final long MINUTE = Duration.ofMinutes(1).toMillis();

	private final int limit;

	private final InstantSource clock;

	/** The times of the latest events, oldest first, at most as many as the limit. */
	private final Queue<Long> times = new ArrayDeque<>();

	PerMinute(int limit, InstantSource clock) {
		this.limit = limit;
		this.clock = clock;
	}

	/** Returns whether the event may happen now, and if so, counts it. */
	synchronized boolean take() {
		long now = this.clock.millis();
		while (!this.times.isEmpty() && now - this.times.element() >= MINUTE) {
			this.times.remove();
		}
		return this.times.size() < this.limit && this.times.add(now);
	}

}
