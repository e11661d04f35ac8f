package dev.animals.release.rollout;

import java.time.Instant;

/**
 * The clock, which tests turn by themselves.
 */
public interface Time {

	/** The real one. */
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

	/** What time it is. */
	Instant now();

	/**
	 * Waits.
	 * @throws InterruptedException if the rollout is to stop
	 */
	void sleepUntil(Instant then) throws InterruptedException;

}
