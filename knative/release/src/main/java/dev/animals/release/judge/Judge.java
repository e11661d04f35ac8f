package dev.animals.release.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.animals.release.judge.Finding.State;
import dev.animals.release.judge.JudgeSettings.Margins;

/**
 * Judges the candidate by all requests since the rollout began.
 * <p>
 * Nine tests share the allowed probability of a false alarm evenly (Bonferroni): failed
 * requests, rejected requests, requests that are slow by stable's median, 90th and 99th
 * percentile, answers, confidences, single groups, and slices. Feedback is a tenth test,
 * whose result is only advice.
 * <p>
 * Limits that do not depend on stable apply at the last step, so that a candidate is not
 * promoted because stable is broken as well. Checks of the measurement keep a candidate
 * from being promoted because nothing was measured.
 */
public final class Judge {

	static final int TESTS = 9;

	private static final double[] QUANTILES = { 0.5, 0.9, 0.99 };

	private final JudgeSettings settings;

	private final int steps;

	private final List<Check> checks = new ArrayList<>();

	private final History history = new History();

	private long needed;

	private boolean last;

	/**
	 * Creates a judge that has seen nothing yet.
	 * @param settings the limits for the candidate
	 * @param steps the largest number of steps in the rollout
	 */
	public Judge(JudgeSettings settings, int steps) {
		this.settings = settings;
		this.steps = steps;
		double threshold = TESTS / settings.falseAlarms();
		this.checks.add(errors(threshold));
		this.checks.add(Subgroups.rejections(settings.rejections(), steps, threshold));
		for (double quantile : QUANTILES) {
			this.checks.add(slow(quantile, (quantile > 0.95) ? settings.tail() : settings.slow(), threshold));
		}
		this.checks.add(new Distribution("answers", Counts::answers, settings.answers(), steps, threshold));
		this.checks.add(new Distribution("confidence", Counts::confidence, settings.confidence(), steps, threshold));
		this.checks.add(Subgroups.groups(settings.groups(), steps, threshold));
		this.checks.add(Subgroups.slices(settings.slices(), steps, threshold));
		this.checks.add(Subgroups.feedback(settings.feedback(), steps, 1 / settings.falseAlarms()));
		this.checks.add(new Floors(settings.atMost()));
		this.checks.add(new Measurement());
		this.checks.add(new Gauges(settings));
	}

	private Check errors(double threshold) {
		Margins limits = this.settings.errors();
		return new Comparison((_) -> "errors", Question.always(limits.tolerated(), Counts::failed),
				Optional.of(Question.always(limits.unacceptable(), Counts::failed)), this.steps, threshold,
				1 / this.settings.misses());
	}

	private Check slow(double quantile, Margins limits, double threshold) {
		Slowness tolerated = new Slowness(quantile, this.settings.slowerThanStable(), this.settings.slowerThan(),
				limits.tolerated());
		Slowness unacceptable = new Slowness(quantile, this.settings.slowerThanStable(), this.settings.slowerThan(),
				limits.unacceptable());
		return new Comparison(tolerated::name, Question.ofStable(tolerated::question),
				Optional.of(Question.ofStable(unacceptable::question)), this.steps, threshold,
				1 / this.settings.misses());
	}

	/**
	 * Starts a step, in which the candidate has another share of the traffic.
	 * @param requests the smallest number of requests that the candidate has to answer in
	 * this step
	 * @param lastStep whether the candidate is promoted after this step
	 */
	public void startStep(long requests, boolean lastStep) {
		this.history.startStep();
		this.checks.forEach(Check::startStep);
		this.needed = requests;
		this.last = lastStep;
	}

	/**
	 * Adds what happened since the last block.
	 * @param look the counts of both revisions and the gauges of the candidate
	 */
	public void add(Look look) {
		this.checks.forEach((check) -> check.add(this.history, look));
		this.history.add(look.block());
	}

	/** Returns the findings so far, in a fixed order. */
	public List<Finding> findings() {
		return Stream
			.concat(Stream.of(requests()),
					this.checks.stream().flatMap((check) -> check.findings(this.history, this.last).stream()))
			.toList();
	}

	private Finding requests() {
		Block step = this.history.step();
		State state = (step.candidate().requests() >= this.needed) ? State.FINE : State.WAITING;
		return new Finding(Finding.REQUESTS, state, String.valueOf(step.candidate().requests()),
				String.valueOf(step.stable().requests()), "at least " + this.needed);
	}

	/** Returns the counts of the current step. */
	public Block step() {
		return this.history.step();
	}

	/** Returns the counts since the rollout began. */
	public Block total() {
		return this.history.total();
	}

}
