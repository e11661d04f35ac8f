package dev.animals.release.rollout;

import java.time.Duration;
import java.time.Instant;

import dev.animals.release.rollout.Looks.Seen;
import dev.animals.release.rollout.Settings.Step;

/**
 * How much of a step was observed. The wall clock does not matter: while the program is
 * dead or Prometheus is away, a step does not come nearer to its deadline, unless
 * Prometheus turns out to have seen users in that time.
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

	/** Tells whether what was observed reaches to the end of the step's duration. */
	boolean lasted(Step step) {
		return !this.until.isBefore(this.began.plus(step.duration()));
	}

	/**
	 * Tells whether the step took too long. After a rollout resumed, it first watches for
	 * the step's duration.
	 */
	boolean isOverdue(Step step) {
		return this.observed.compareTo(step.deadline()) > 0 && this.live.compareTo(step.duration()) >= 0;
	}

	/** Returns how long the step may still take. */
	Duration left(Step step) {
		Duration left = step.deadline().minus(this.observed);
		return left.isNegative() ? Duration.ZERO : left;
	}

}
