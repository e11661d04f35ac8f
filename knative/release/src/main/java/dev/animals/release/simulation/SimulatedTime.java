package dev.animals.release.simulation;

import java.time.Duration;
import java.time.Instant;

import dev.animals.release.rollout.Time;

/** A clock that jumps to the end of each wait. */
public class SimulatedTime implements Time {

	private Instant now = Instant.parse("2026-11-23T12:00:00Z");

	@Override
	public Instant now() {
		return this.now;
	}

	/** Puts the clock forward. */
	public void pass(Duration duration) {
		this.now = this.now.plus(duration);
	}

	@Override
	public void sleepUntil(Instant then) throws InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		if (then.isAfter(this.now)) {
			this.now = then;
		}
	}

}
