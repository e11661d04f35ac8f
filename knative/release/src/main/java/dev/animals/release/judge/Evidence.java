package dev.animals.release.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Evidence against a hypothesis about how much more often something occurs with the
 * candidate than with stable. It is an e-process: while the hypothesis holds, the
 * probability that it ever reaches 1/α is at most α, however often and whenever one looks
 * (Ville's inequality; Ramdas et al., Game-Theoretic Statistics and Safe Anytime-Valid
 * Inference, Statistical Science 2023).
 * <p>
 * Each block multiplies it by how much better its counts are explained by what was seen
 * before than by the hypothesis' nearest member. For a convex hypothesis on two
 * probabilities the mean of that factor is at most 1 if the hypothesis holds (Turner and
 * Grünwald, Exact Anytime-Valid Confidence Intervals for Contingency Tables and Beyond,
 * Statistics and Probability Letters 2023).
 * <p>
 * A candidate may turn bad at any step, and what it did well before would hide that. So
 * one such product begins with every step, and the evidence is their mean, which is again
 * an e-process.
 */
final class Evidence {

	private final Hypothesis hypothesis;

	private final Measure measure;

	private final int steps;

	private final List<Product> products = new ArrayList<>();

	/**
	 * Begins without evidence.
	 * @param hypothesis what is assumed
	 * @param measure what is counted
	 * @param steps how often {@link #startStep} will be called at most
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

	/** From 0 up; 1 is none. */
	double value() {
		double notStarted = this.steps - this.products.size();
		return (notStarted + this.products.stream().mapToDouble((product) -> Math.exp(product.logarithm)).sum())
				/ this.steps;
	}

	/**
	 * What to count, chosen by what was counted before: a choice that the next block
	 * cannot have influenced.
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
				// Nobody came. What is assumed of them may be anything, 0 and 1 too.
				return 0;
			}
			double failures = (double) share.of() - share.occurred();
			return share.occurred() * Math.log(expected / assumed)
					+ failures * Math.log((1 - expected) / (1 - assumed));
		}

	}

}
