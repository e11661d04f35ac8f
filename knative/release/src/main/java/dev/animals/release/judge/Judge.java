package dev.animals.release.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.animals.release.judge.Evidence.Measure;
import dev.animals.release.judge.Finding.State;
import dev.animals.release.judge.Hypothesis.Side;

/**
 * Judges the candidate by all that was seen since the rollout began.
 * <p>
 * Five tests share the probability of a false alarm evenly (Bonferroni), so together they
 * keep it. Each compares how often something occurs with how often it does with stable in
 * the same moments: a failure, a slow request, an answer or a confidence of a kind that
 * the candidate has given more often so far (sequential two-sample testing by prediction:
 * Podkopaev and Ramdas, NeurIPS 2023), a prediction that a user called wrong. They take
 * cases as independent.
 */
public final class Judge {

	private static final int TESTS = 5;

	private static final Function<Counts, Share> FAILED = Counts::failed;

	private static final Function<Counts, Share> WRONG = Counts::judgedWrong;

	private final JudgeSettings settings;

	private final Evidence moreErrors;

	private final Evidence moreSlow;

	private final Evidence otherAnswers;

	private final Evidence otherConfidence;

	private final Evidence moreWrong;

	private final int steps;

	private Evidence fewErrors;

	private Evidence fewSlow;

	private Block total = Block.NONE;

	private Block step = Block.NONE;

	private int started;

	private long needed;

	/**
	 * Begins without having seen anything.
	 * @param settings what is asked
	 * @param steps how many there will be
	 */
	public Judge(JudgeSettings settings, int steps) {
		this.settings = settings;
		this.steps = steps;
		this.moreErrors = more(settings.errors().tolerated(), (_) -> FAILED, steps);
		this.moreSlow = more(settings.slow().tolerated(), this::slow, steps);
		this.otherAnswers = more(settings.answers(), Judge::oftenAnswered, steps);
		this.otherConfidence = more(settings.confidence(), Judge::oftenConfident, steps);
		this.moreWrong = more(settings.feedback(), (_) -> WRONG, steps);
		this.fewErrors = few(settings.errors().unacceptable(), (_) -> FAILED);
		this.fewSlow = few(settings.slow().unacceptable(), this::slow);
	}

	private static Evidence more(double tolerated, Measure measure, int steps) {
		return new Evidence(new Hypothesis(Side.AT_MOST, tolerated), measure, steps);
	}

	private static Evidence few(double unacceptable, Measure measure) {
		return new Evidence(new Hypothesis(Side.AT_LEAST, unacceptable), measure, 1);
	}

	private Function<Counts, Share> slow(Block before) {
		double limit = limit(before.stable());
		return (counts) -> counts.slowerThan(limit);
	}

	/**
	 * In seconds: the bound of a bin, because what lies within one cannot be told apart,
	 * and the one that is nearest by ratio.
	 */
	private double limit(Counts stable) {
		double asked = this.settings.slowerThan().toMillis() / 1000.0;
		double byStable = this.settings.slowerThanStable() * stable.quantile(0.95);
		double wanted = Double.isNaN(byStable) ? asked : Math.max(asked, byStable);
		return stable.latency()
			.keySet()
			.stream()
			.filter(Double::isFinite)
			.min((one, other) -> Double.compare(Math.abs(Math.log(one / wanted)), Math.abs(Math.log(other / wanted))))
			.orElse(wanted);
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
	 * From now on the candidate has another share of the traffic.
	 * @param requests how many it has to answer at least in this step
	 */
	public void startStep(long requests) {
		List.of(this.moreErrors, this.moreSlow, this.otherAnswers, this.otherConfidence, this.moreWrong)
			.forEach(Evidence::startStep);
		// What was good with little traffic says nothing about more.
		this.fewErrors = few(this.settings.errors().unacceptable(), (_) -> FAILED);
		this.fewSlow = few(this.settings.slow().unacceptable(), this::slow);
		this.fewErrors.startStep();
		this.fewSlow.startStep();
		this.step = Block.NONE;
		this.started++;
		this.needed = requests;
	}

	/**
	 * Takes what happened since the last block.
	 * @param block what both did
	 */
	public void add(Block block) {
		List.of(this.moreErrors, this.moreSlow, this.otherAnswers, this.otherConfidence, this.moreWrong, this.fewErrors,
				this.fewSlow)
			.forEach((evidence) -> evidence.add(block));
		this.total = this.total.plus(block);
		this.step = this.step.plus(block);
	}

	/**
	 * What is known now.
	 * @param load what is no count
	 * @return a finding for each respect, in a fixed order
	 */
	public List<Finding> findings(Load load) {
		Counts candidate = this.step.candidate();
		Counts stable = this.step.stable();
		double limit = limit(this.total.stable());
		List<Finding> findings = new ArrayList<>();
		findings.add(requests(candidate, stable));
		findings.add(finding("errors", FAILED, this.moreErrors, this.fewErrors,
				"+" + percent(this.settings.errors().tolerated())));
		findings.add(finding("slower than %s".formatted(seconds(limit)), (counts) -> counts.slowerThan(limit),
				this.moreSlow, this.fewSlow, "+" + percent(this.settings.slow().tolerated())));
		for (double share : new double[] { 0.5, 0.95, 0.99 }) {
			findings.add(new Finding("p%.0f".formatted(100 * share), State.FINE, seconds(candidate.quantile(share)),
					seconds(stable.quantile(share)), "", ""));
		}
		findings.add(distribution("answers", Counts::answers, this.otherAnswers, this.settings.answers()));
		findings.add(distribution("confidence", Counts::confidence, this.otherConfidence, this.settings.confidence()));
		findings
			.add(finding("wrong by feedback", WRONG, this.moreWrong, null, "+" + percent(this.settings.feedback())));
		boolean full = load.queued() > this.settings.queued();
		findings.add(new Finding("queued in a pod", full ? State.WORSE : State.FINE, number(load.queued()), "",
				number(this.settings.queued()), ""));
		boolean restarted = load.restarts() > this.settings.restarts();
		findings.add(new Finding("restarts", restarted ? State.WORSE : State.FINE, String.valueOf(load.restarts()), "",
				String.valueOf(this.settings.restarts()), ""));
		return findings;
	}

	private Finding requests(Counts candidate, Counts stable) {
		State state = (candidate.requests() >= this.needed) ? State.FINE : State.WAITING;
		return new Finding("requests", state, String.valueOf(candidate.requests()), String.valueOf(stable.requests()),
				"at least " + this.needed, "");
	}

	private Finding finding(String name, Function<Counts, Share> measure, Evidence worse, @Nullable Evidence good,
			String limit) {
		boolean isLast = this.started == this.steps;
		State state = isWorse(worse) ? State.WORSE
				: (good == null || !isLast || good.value() >= 1 / this.settings.misses()) ? State.FINE : State.WAITING;
		return new Finding(name, state, share(measure.apply(this.total.candidate())),
				share(measure.apply(this.total.stable())), limit, evidence(worse));
	}

	private Finding distribution(String name, Function<Counts, SortedMap<String, Long>> bins, Evidence worse,
			double tolerated) {
		SortedMap<String, Long> candidate = bins.apply(this.total.candidate());
		SortedMap<String, Long> stable = bins.apply(this.total.stable());
		if (candidate.isEmpty() || stable.isEmpty()) {
			return new Finding(name, State.WAITING, "none", "", percent(tolerated), evidence(worse));
		}
		String figures = "%s apart; PSI %.2f, by chance %.2f".formatted(
				percent(Drift.totalVariation(candidate, stable)), Drift.stabilityIndex(candidate, stable),
				Drift.noiseFloor(candidate, stable));
		return new Finding(name, isWorse(worse) ? State.WORSE : State.FINE, figures, "", percent(tolerated),
				evidence(worse));
	}

	private boolean isWorse(Evidence evidence) {
		return evidence.value() >= TESTS / this.settings.falseAlarms();
	}

	private String evidence(Evidence worse) {
		return String.format(Locale.ROOT, "%.2g of %.0f", worse.value(), TESTS / this.settings.falseAlarms());
	}

	private static String share(Share share) {
		return (share.of() == 0) ? "none"
				: "%s (%d of %d)".formatted(percent(share.ratio()), share.occurred(), share.of());
	}

	private static String percent(double share) {
		return String.format(Locale.ROOT, "%.1f %%", 100 * share);
	}

	private static String seconds(double seconds) {
		return Double.isNaN(seconds) ? "none" : String.format(Locale.ROOT, "%.3f s", seconds);
	}

	private static String number(double number) {
		return String.format(Locale.ROOT, "%.1f", number);
	}

	/**
	 * What is no count of cases, so that no test applies and limits hold as they are.
	 *
	 * @param queued requests that waited in a pod of the candidate, on average
	 * @param restarts of the candidate's containers since the rollout began
	 */
	public record Load(double queued, int restarts) {
	}

}
