package dev.animals.release.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;

import dev.animals.release.judge.Finding.State;

/**
 * Judges the candidate by all requests since the rollout began.
 * <p>
 * Six tests share the allowed probability of a false alarm evenly (Bonferroni). Each
 * compares how often one kind of event occurs with the candidate and with stable in the
 * same period: failed requests, rejected requests, slow requests, answers and confidences
 * that the candidate has given more often than stable so far (sequential two-sample
 * testing by prediction: Podkopaev and Ramdas, NeurIPS 2023), and predictions that users
 * called wrong. The tests assume that requests are independent.
 * <p>
 * Limits that do not depend on stable apply at the last step, so that a candidate is not
 * promoted because stable is broken as well.
 */
public final class Judge {

	private static final int TESTS = 6;

	private final JudgeSettings settings;

	private final int steps;

	private final Comparison errors;

	private final Comparison rejections;

	private final Comparison slow;

	private final Comparison answers;

	private final Comparison confidence;

	private final Comparison wrong;

	private Block total = Block.NONE;

	private Block step = Block.NONE;

	private int started;

	private long needed;

	/**
	 * Creates a judge that has seen nothing yet.
	 * @param settings the limits for the candidate
	 * @param steps the number of steps in the rollout
	 */
	public Judge(JudgeSettings settings, int steps) {
		this.settings = settings;
		this.steps = steps;
		this.errors = new Comparison(settings.errors().tolerated(), Optional.of(settings.errors().unacceptable()),
				(_) -> Counts::failed, steps);
		this.rejections = new Comparison(settings.rejections(), Optional.empty(), (_) -> Counts::rejectedShare, steps);
		this.slow = new Comparison(settings.slow().tolerated(), Optional.of(settings.slow().unacceptable()), this::slow,
				steps);
		this.answers = new Comparison(settings.answers(), Optional.empty(), Judge::oftenAnswered, steps);
		this.confidence = new Comparison(settings.confidence(), Optional.empty(), Judge::oftenConfident, steps);
		this.wrong = new Comparison(settings.feedback(), Optional.empty(), (_) -> Counts::judgedWrong, steps);
	}

	private List<Comparison> comparisons() {
		return List.of(this.errors, this.rejections, this.slow, this.answers, this.confidence, this.wrong);
	}

	private Function<Counts, Share> slow(Block before) {
		double limit = this.settings.slowLimit(before.stable());
		return (counts) -> counts.slowerThan(limit);
	}

	private static Function<Counts, Share> oftenAnswered(Block before) {
		Set<String> bins = Drift.moreOften(before.candidate().answers(), before.stable().answers());
		return (counts) -> counts.answersIn(bins);
	}

	private static Function<Counts, Share> oftenConfident(Block before) {
		Set<String> bins = Drift.moreOften(before.candidate().confidence(), before.stable().confidence());
		return (counts) -> counts.confidenceIn(bins);
	}

	/**
	 * Starts a step, in which the candidate has another share of the traffic.
	 * @param requests the smallest number of requests that the candidate has to answer in
	 * this step
	 */
	public void startStep(long requests) {
		comparisons().forEach(Comparison::startStep);
		this.step = Block.NONE;
		this.started++;
		this.needed = requests;
	}

	/**
	 * Adds what happened since the last block.
	 * @param block the counts of both revisions
	 */
	public void add(Block block) {
		comparisons().forEach((comparison) -> comparison.add(block));
		this.total = this.total.plus(block);
		this.step = this.step.plus(block);
	}

	/**
	 * Returns the findings so far.
	 * @param load gauges of the candidate
	 * @return one finding for each check, in a fixed order
	 */
	public List<Finding> findings(Load load) {
		Counts candidate = this.step.candidate();
		Counts stable = this.step.stable();
		List<Finding> findings = new ArrayList<>();
		findings.add(requests(candidate, stable));
		findings.add(finding("errors", this.errors));
		findings.add(finding("rejections", this.rejections));
		findings
			.add(finding("slower than " + Figures.seconds(this.settings.slowLimit(this.total.stable())), this.slow));
		findings.addAll(Floors.findings(candidate, stable, this.settings.atMost(), isLastStep()));
		findings.add(distribution("answers", Counts::answers, this.answers, this.settings.answers()));
		findings.add(distribution("confidence", Counts::confidence, this.confidence, this.settings.confidence()));
		findings.add(finding("wrong by feedback", this.wrong));
		boolean full = load.queued() > this.settings.queued();
		findings.add(new Finding("queued in a pod", full ? State.WORSE : State.FINE, Figures.number(load.queued()), "",
				Figures.number(this.settings.queued())));
		boolean restarted = load.restarts() > this.settings.restarts();
		findings.add(new Finding("restarts", restarted ? State.WORSE : State.FINE, String.valueOf(load.restarts()), "",
				String.valueOf(this.settings.restarts())));
		return findings;
	}

	private boolean isLastStep() {
		return this.started == this.steps;
	}

	private Finding requests(Counts candidate, Counts stable) {
		State state = (candidate.requests() >= this.needed) ? State.FINE : State.WAITING;
		return new Finding("requests", state, String.valueOf(candidate.requests()), String.valueOf(stable.requests()),
				"at least " + this.needed);
	}

	private Finding finding(String name, Comparison comparison) {
		boolean shown = !isLastStep() || comparison.isShownToBeGood(1 / this.settings.misses());
		return comparison.finding(name, this.total, comparison.against(threshold()), shown);
	}

	private Finding distribution(String name, Function<Counts, SortedMap<String, Long>> bins, Comparison comparison,
			double tolerated) {
		SortedMap<String, Long> candidate = bins.apply(this.total.candidate());
		SortedMap<String, Long> stable = bins.apply(this.total.stable());
		Strength against = comparison.against(threshold());
		if (candidate.isEmpty() || stable.isEmpty()) {
			return new Finding(name, State.WAITING, "none", "", Figures.percent(tolerated), against);
		}
		String figures = "%s apart; PSI %.2f, by chance %.2f".formatted(
				Figures.percent(Drift.totalVariation(candidate, stable)), Drift.stabilityIndex(candidate, stable),
				Drift.noiseFloor(candidate, stable));
		return new Finding(name, against.isEnough() ? State.WORSE : State.FINE, figures, "", Figures.percent(tolerated),
				against);
	}

	private double threshold() {
		return TESTS / this.settings.falseAlarms();
	}

}
