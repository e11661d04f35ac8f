package dev.animals.release.rollout;

import java.time.Instant;

/**
 * The clock. Tests replace it.
 */
public interface Time {

	/** The clock of the system. */
	Time SYSTEM = new Time() {

		@Override
		public Instant now() {
			return Instant.now();
		}

		@Override
		public void sleepUntil(Instant then) throws InterruptedException {
			Thread.sleep(Math.max(0, then.toEpochMilli() - System.currentTimeMillis()));
		}

	};

	/** Returns the current time. */
	Instant now();

	/**
	 * Waits until a time.
	 * @throws InterruptedException if the rollout is to stop
	 */
	void sleepUntil(Instant then) throws InterruptedException;

}
