package dev.animals.release.rollout;

import java.time.Duration;
import java.time.Instant;

import dev.animals.release.rollout.Looks.Seen;
import dev.animals.release.rollout.Settings.Step;

/**
 * Measures how much of a step was observed. The wall clock does not count: while the
 * program or Prometheus is down, a step does not come nearer to its deadline, unless
 * Prometheus recorded requests of users in that time.
 */
final class Progress {

	private Instant began = Instant.MIN;

	private Instant until = Instant.MIN;

	private Duration observed = Duration.ZERO;

	private Duration live = Duration.ZERO;

	void startStep(Instant now) {
		this.began = now;
		this.observed = Duration.ZERO;
		this.live = Duration.ZERO;
	}

	void add(Seen seen) {
		this.until = seen.to();
		boolean users = seen.block().candidate().requests() + seen.block().stable().requests() > 0;
		if (seen.live() || users) {
			this.observed = this.observed.plus(seen.length());
		}
		if (seen.live()) {
			this.live = this.live.plus(seen.length());
		}
	}

	/** Tells whether the blocks that were read cover the step's duration. */
	boolean lasted(Step step) {
		return !this.until.isBefore(this.began.plus(step.duration()));
	}

	/**
	 * Tells whether the step has passed its deadline. A resumed rollout first watches for
	 * the step's duration.
	 */
	boolean isOverdue(Step step) {
		return this.observed.compareTo(step.deadline()) > 0 && this.live.compareTo(step.duration()) >= 0;
	}

	/** Returns the time until the step's deadline. */
	Duration left(Step step) {
		Duration left = step.deadline().minus(this.observed);
		return left.isNegative() ? Duration.ZERO : left;
	}

}
