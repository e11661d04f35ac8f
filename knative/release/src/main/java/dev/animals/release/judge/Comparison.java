package dev.animals.release.judge;

import java.util.Optional;
import java.util.function.Function;

import dev.animals.release.judge.Evidence.Measure;
import dev.animals.release.judge.Finding.State;
import dev.animals.release.judge.Hypothesis.Side;

/**
 * Compares how often something occurs with the candidate and with stable in the same
 * moments. One test looks for evidence that it is more often than tolerated. Where a
 * share is unacceptable, a second test has to show at the last step that it is below
 * that.
 */
final class Comparison {

	private final Measure measure;

	private final double tolerated;

	private final Optional<Double> unacceptable;

	private final Evidence worse;

	private Optional<Evidence> good;

	Comparison(double tolerated, Optional<Double> unacceptable, Measure measure, int steps) {
		this.measure = measure;
		this.tolerated = tolerated;
		this.unacceptable = unacceptable;
		this.worse = new Evidence(new Hypothesis(Side.AT_MOST, tolerated), measure, steps);
		this.good = few();
	}

	private Optional<Evidence> few() {
		return this.unacceptable.map((margin) -> new Evidence(new Hypothesis(Side.AT_LEAST, margin), this.measure, 1));
	}

	void startStep() {
		this.worse.startStep();
		// What was good with little traffic says nothing about more.
		this.good = few();
		this.good.ifPresent(Evidence::startStep);
	}

	void add(Block block) {
		this.worse.add(block);
		this.good.ifPresent((evidence) -> evidence.add(block));
	}

	Strength against(double threshold) {
		return new Strength(this.worse.value(), threshold);
	}

	/**
	 * Tells whether it was shown to be less often than unacceptable, where that is asked.
	 */
	boolean isShownToBeGood(double threshold) {
		return this.good.map((evidence) -> evidence.value() >= threshold).orElse(true);
	}

	Finding finding(String name, Block total, Strength against, boolean shown) {
		Function<Counts, Share> share = this.measure.after(total);
		State state = against.isEnough() ? State.WORSE : shown ? State.FINE : State.WAITING;
		return new Finding(name, state, Figures.share(share.apply(total.candidate())),
				Figures.share(share.apply(total.stable())), "+" + Figures.percent(this.tolerated), against);
	}

}
