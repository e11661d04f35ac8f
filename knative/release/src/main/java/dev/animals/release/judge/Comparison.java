package dev.animals.release.judge;

import java.util.Optional;
import java.util.function.Function;

import dev.animals.release.judge.Evidence.Measure;
import dev.animals.release.judge.Finding.State;
import dev.animals.release.judge.Hypothesis.Side;

/**
 * Compares how often an event, such as an error, occurs with the candidate and with
 * stable in the same period. One test looks for evidence that the event is more frequent
 * than tolerated. If an unacceptable share is set, a second test has to show at the last
 * step that the candidate is below it.
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
		// A candidate that was good with little traffic may fail with more, so the second
		// test starts anew.
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
	 * Tells whether the second test has shown that the share is acceptable, or is not
	 * needed.
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
