package dev.animals.release.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Evidence against a hypothesis about how much more often an event occurs with the
 * candidate than with stable. It is an e-process: while the hypothesis holds, the
 * probability that the evidence ever reaches 1/α is at most α, no matter how often it is
 * checked (Ville's inequality; Ramdas et al., Game-Theoretic Statistics and Safe
 * Anytime-Valid Inference, Statistical Science 2023).
 * <p>
 * Each block multiplies the evidence by a likelihood ratio: the probability of the
 * block's counts given the earlier blocks, divided by their probability under the
 * hypothesis' nearest member. For a convex hypothesis on two probabilities the mean of
 * that factor is at most 1 if the hypothesis holds (Turner and Grünwald, Exact
 * Anytime-Valid Confidence Intervals for Contingency Tables and Beyond, Statistics and
 * Probability Letters 2023).
 * <p>
 * A candidate may become worse at any step, and its good results from earlier steps would
 * hide that. So a new product begins with every step. The evidence is the mean of the
 * products, which is an e-process too.
 */
final class Evidence {

	private final Hypothesis hypothesis;

	private final Measure measure;

	private final int steps;

	private final List<Product> products = new ArrayList<>();

	/**
	 * Starts without evidence.
	 * @param hypothesis the hypothesis to test
	 * @param measure chooses the events to count
	 * @param steps the largest number of calls of {@link #startStep}
	 */
	Evidence(Hypothesis hypothesis, Measure measure, int steps) {
		this.hypothesis = hypothesis;
		this.measure = measure;
		this.steps = steps;
	}

	void startStep() {
		this.products.add(new Product());
	}

	void add(Block block) {
		this.products.forEach((product) -> product.add(block));
	}

	/** Returns the e-value, at least 0. Values up to 1 are no evidence. */
	double value() {
		double notStarted = this.steps - this.products.size();
		return (notStarted + this.products.stream().mapToDouble((product) -> Math.exp(product.logarithm)).sum())
				/ this.steps;
	}

	/**
	 * Chooses the events to count in the next block from the earlier blocks only, because
	 * the test is valid only if the next block cannot influence the choice.
	 */
	interface Measure {

		Function<Counts, Share> after(Block before);

	}

	private final class Product {

		private Block before = Block.NONE;

		private double logarithm;

		void add(Block block) {
			Function<Counts, Share> chosen = Evidence.this.measure.after(this.before);
			double candidate = chosen.apply(this.before.candidate()).expected();
			double stable = chosen.apply(this.before.stable()).expected();
			if (!Evidence.this.hypothesis.contains(candidate, stable)) {
				Share candidateNow = chosen.apply(block.candidate());
				Share stableNow = chosen.apply(block.stable());
				double nearest = Evidence.this.hypothesis.nearestStable(candidate, candidateNow.of(), stable,
						stableNow.of());
				this.logarithm += gain(candidateNow, candidate, nearest + Evidence.this.hypothesis.margin())
						+ gain(stableNow, stable, nearest);
			}
			this.before = this.before.plus(block);
		}

		private static double gain(Share share, double expected, double assumed) {
			if (share.of() == 0) {
				// Without requests there is no evidence. The assumed probability may then
				// be 0 or 1, which has no logarithm.
				return 0;
			}
			double failures = (double) share.of() - share.occurred();
			return share.occurred() * Math.log(expected / assumed)
					+ failures * Math.log((1 - expected) / (1 - assumed));
		}

	}

}
