package dev.animals.release.rollout;

import java.time.Instant;

import dev.animals.release.simulation.SimulatedTime;

/** A clock that can fail. */
final class FakeTime extends SimulatedTime {

	/** Runs after each sleep and may throw. */
	Runnable afterSleep = () -> {
	};

	@Override
	public void sleepUntil(Instant then) throws InterruptedException {
		super.sleepUntil(then);
		this.afterSleep.run();
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
	}

}
