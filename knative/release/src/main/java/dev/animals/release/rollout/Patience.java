package dev.animals.release.rollout;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import dev.animals.release.cluster.ClusterException;

/**
 * Repeats calls to the API server while it does not answer.
 *
 * @param deadline the longest outage to wait for
 * @param time the clock
 * @param view the listener, which is told about the outage
 */
record Patience(Duration deadline, Time time, View view) {

	private static final Duration PAUSE = Duration.ofSeconds(2);

	/**
	 * Repeats a call until there is an answer.
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
