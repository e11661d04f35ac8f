package dev.animals.release.export;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.animals.release.judge.Finding;
import dev.animals.release.judge.Finding.State;
import dev.animals.release.judge.Judge;
import dev.animals.release.judge.Look;
import dev.animals.release.judge.Verdict;
import dev.animals.release.prometheus.Metrics;
import dev.animals.release.rollout.Settings;

/**
 * Judges one candidate for as long as it has traffic. A new share counts as a new step.
 */
final class Watch {

	private final Settings settings;

	private final Metrics metrics;

	private final Judge judge;

	private Canary canary;

	private Instant from;

	private int steps;

	private List<Finding> findings = List.of();

	private boolean worse;

	Watch(Settings settings, Metrics metrics, Canary canary, Instant now) {
		this.settings = settings;
		this.metrics = metrics;
		this.canary = canary;
		this.judge = new Judge(settings.judge(), settings.steps().size());
		this.from = now.minus(settings.lag());
		startStep();
	}

	private void startStep() {
		this.steps++;
		// A person may promote the candidate at any share, so each step may be the last.
		this.judge.startStep(this.settings.steps().getLast().requests(), true);
	}

	/**
	 * Judges what happened since the last look.
	 * @param now the present
	 * @param current the Service's present split
	 * @throws dev.animals.release.prometheus.Metrics.UnavailableException if Prometheus
	 * does not answer
	 */
	void look(Instant now, Canary current) {
		Instant to = now.minus(this.settings.lag());
		if (Duration.between(this.from, to).compareTo(this.settings.look()) < 0) {
			return;
		}
		Look look = new Look(this.from, to, this.canary.percent(), this.steps,
				this.metrics.between(this.from, to, this.canary.candidate(), this.canary.stable()),
				this.metrics.load(this.from, to, this.canary.candidate(), this.canary.stable()));
		this.judge.add(look);
		this.from = to;
		this.findings = this.judge.findings();
		// A later look does not invalidate the evidence, so the state stays WORSE.
		this.worse |= verdict().state() == State.WORSE;
		// The tests of the judge are only valid for the number of steps that it was
		// created with.
		if (current.percent() != this.canary.percent() && this.steps < this.settings.steps().size()) {
			startStep();
		}
		this.canary = current;
	}

	Canary canary() {
		return this.canary;
	}

	/** Returns the present verdict. */
	Verdict verdict() {
		return new Verdict(this.from, this.canary.candidate(), this.canary.stable(), this.canary.percent(),
				this.findings);
	}

	/**
	 * Returns the present state. Once the candidate was worse, the state stays
	 * {@code WORSE}. Unlike in a rollout, a finding that asks a person takes precedence
	 * over findings that wait for requests.
	 */
	State state() {
		if (this.worse) {
			return State.WORSE;
		}
		if (this.findings.isEmpty()) {
			return State.WAITING;
		}
		return verdict().in(State.ASKS).isEmpty() ? verdict().state() : State.ASKS;
	}

}
