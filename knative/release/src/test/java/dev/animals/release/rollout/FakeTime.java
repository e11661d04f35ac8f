package dev.animals.release.rollout;

import java.time.Instant;

/** A clock that jumps to where it is waited for. */
public final class FakeTime implements Time {

	public Instant now = Instant.parse("2026-11-23T12:00:00Z");

	/** Is run after each sleep; may throw. */
	public Runnable afterSleep = () -> {
	};

	@Override
	public Instant now() {
		return this.now;
	}

	@Override
	public void sleepUntil(Instant then) throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		this.now = then.isAfter(this.now) ? then : this.now;
		this.afterSleep.run();
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
	}

}
