package dev.animals.release.rollout;

import java.time.Duration;
import java.time.Instant;

import dev.animals.release.judge.Block;
import dev.animals.release.judge.Load;
import dev.animals.release.prometheus.Metrics;
import dev.animals.release.prometheus.Metrics.UnavailableException;

/**
 * Reads counts from Prometheus in blocks of time, from the start of a rollout to the
 * present. A resumed rollout reads all past blocks without waiting. After that, each
 * block is read when it is over.
 */
final class Looks {

	/**
	 * A resumed rollout catches up in a few times this many blocks, even if it was
	 * stopped for a long time.
	 */
	private static final int BLOCKS = 120;

	private final Settings settings;

	private final Metrics metrics;

	private final Time time;

	private final View view;

	private Instant from;

	private Instant answered;

	private Duration took = Duration.ZERO;

	Looks(Settings settings, Metrics metrics, Time time, View view, Instant from) {
		this.settings = settings;
		this.metrics = metrics;
		this.time = time;
		this.view = view;
		this.from = from;
		this.answered = time.now();
	}

	/**
	 * One block of time.
	 *
	 * @param from the start, excluded
	 * @param to the end, included
	 * @param block the counts of both revisions
	 * @param load gauges of the candidate and of the measurement, without restarts
	 * @param live whether the block is recent enough for every kind of decision
	 */
	record Seen(Instant from, Instant to, Block block, Load load, boolean live) {

		Duration length() {
			return Duration.between(this.from, this.to);
		}

	}

	/**
	 * Waits for the next block and reads it.
	 * @throws GoneException if Prometheus does not answer before its deadline
	 * @throws InterruptedException if the program is to stop
	 */
	Seen next(String candidate, String stable) throws InterruptedException {
		while (true) {
			Instant to = this.from.plus(length());
			this.time.sleepUntil(to.plus(this.settings.lag()));
			Instant began = this.time.now();
			boolean live = !began.isAfter(to.plus(this.settings.lag()).plus(this.settings.look()));
			try {
				Load load = this.metrics.load(this.from, to, candidate, stable);
				Block block = this.metrics.between(this.from, to, candidate, stable);
				this.answered = this.time.now();
				this.took = Duration.between(began, this.answered);
				Seen seen = new Seen(this.from, to, block, load, live);
				this.from = to;
				return seen;
			}
			catch (UnavailableException ex) {
				if (this.time.now().isAfter(this.answered.plus(this.settings.metricsDeadline()))) {
					throw new GoneException(String.valueOf(ex.getMessage()));
				}
				this.view.said("Prometheus does not answer: " + ex.getMessage());
				this.time.sleepUntil(this.time.now().plus(this.settings.look()));
			}
		}
	}

	/**
	 * Returns the length of the next block: longer than a look while the rollout catches
	 * up.
	 */
	private Duration length() {
		Duration look = this.settings.look();
		Duration behind = Duration.between(this.from.plus(look).plus(this.settings.lag()), this.time.now());
		if (behind.compareTo(look) <= 0) {
			return look;
		}
		Duration longer = longest(behind.dividedBy(BLOCKS), this.took.multipliedBy(2));
		return longest(look, (longer.compareTo(behind) < 0) ? longer : behind);
	}

	private static Duration longest(Duration one, Duration other) {
		return (one.compareTo(other) >= 0) ? one : other;
	}

	/** Prometheus did not answer before its deadline. */
	static final class GoneException extends RuntimeException {

		GoneException(String message) {
			super(message);
		}

	}

}
