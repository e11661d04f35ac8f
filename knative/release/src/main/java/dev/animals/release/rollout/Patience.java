package dev.animals.release.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import dev.animals.release.cluster.ClusterException;

/**
 * Outlasts an API server that does not answer for a while.
 *
 * @param deadline how long it may last
 * @param time the clock
 * @param view hears about it
 */
record Patience(Duration deadline, Time time, View view) {

	private static final Duration PAUSE = Duration.ofSeconds(2);

	/**
	 * Asks until there is an answer.
	 * @throws ClusterException.Unreachable if there is none before the deadline
	 * @throws InterruptedException if the program is to stop
	 */
	<T> T ask(Supplier<T> call) throws InterruptedException {
		Instant until = this.time.now().plus(this.deadline);
		while (true) {
			try {
				return call.get();
			}
			catch (ClusterException.Unreachable ex) {
				if (this.time.now().isAfter(until)) {
					throw ex;
				}
				this.view.said(String.valueOf(ex.getMessage()));
				this.time.sleepUntil(this.time.now().plus(PAUSE));
			}
		}
	}

}
