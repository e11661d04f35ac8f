package dev.animals.release.judge;

import java.util.List;

import dev.animals.release.judge.Question.Asker;

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
 * <p>
 * A burst of equal requests can make one block extreme. So no block may multiply a
 * product by more than a limit; a smaller factor has a smaller mean, so the product
 * remains an e-process.
 */
final class Evidence {

	/** The largest part of the needed evidence that one block can contribute. */
	private static final double LARGEST_PART = 0.4;

	private final Hypothesis hypothesis;

	private final Expectation expectation;

	private final Asker asker;

	private final double[] logarithms;

	private final double largestGain;

	/**
	 * Starts without evidence.
	 * @param hypothesis the hypothesis to test
	 * @param expectation the assumption about the next block
	 * @param asker chooses the events to count and the margin
	 * @param steps the largest number of steps
	 * @param threshold the evidence that is needed
	 */
	Evidence(Hypothesis hypothesis, Expectation expectation, Asker asker, int steps, double threshold) {
		this.hypothesis = hypothesis;
		this.expectation = expectation;
		this.asker = asker;
		this.logarithms = new double[steps];
		this.largestGain = LARGEST_PART * Math.log(threshold);
	}

	/**
	 * Adds a block.
	 * @param before for each step, the counts from its beginning to this block
	 * @param block the counts of both revisions
	 */
	void add(List<Block> before, Block block) {
		Question last = null;
		Counts lastOfStable = Counts.NONE;
		Share stable = new Share(0, 0);
		for (int i = 0; i < before.size(); i++) {
			Block seen = before.get(i);
			Question question = this.asker.after(seen).orElse(null);
			if (question != null) {
				// Most steps have the same question and the same counts of stable.
				if (!question.equals(last) || !lastOfStable.isSame(seen.stable())) {
					stable = question.event().apply(seen.stable());
					last = question;
					lastOfStable = seen.stable();
				}
				this.logarithms[i] += Math.min(this.largestGain,
						gain(question, question.event().apply(seen.candidate()), stable, block));
			}
		}
	}

	/** An assumption about the next block, given the earlier ones. */
	enum Expectation {

		/** Each revision keeps its own rate of events from the earlier blocks. */
		OWN,

		/**
		 * Both revisions have the same rate, which the counts of both together estimate
		 * better than those of either alone.
		 */
		ALIKE;

		double ofStable(Share candidate, Share stable) {
			return switch (this) {
				case OWN -> stable.expected();
				case ALIKE -> candidate.plus(stable).expected();
			};
		}

		double ofCandidate(Share candidate, double expectedOfStable) {
			return switch (this) {
				case OWN -> candidate.expectedNear(expectedOfStable);
				case ALIKE -> expectedOfStable;
			};
		}

	}

	/** Returns the e-value, at least 0. Values up to 1 are no evidence. */
	double value() {
		double sum = 0;
		for (double logarithm : this.logarithms) {
			sum += Math.exp(logarithm);
		}
		return sum / this.logarithms.length;
	}

	private double gain(Question question, Share candidateBefore, Share stableBefore, Block block) {
		double stable = this.expectation.ofStable(candidateBefore, stableBefore);
		double candidate = this.expectation.ofCandidate(candidateBefore, stable);
		if (this.hypothesis.contains(candidate, stable, question.margin())) {
			return 0;
		}
		Share candidateNow = question.event().apply(block.candidate());
		Share stableNow = question.event().apply(block.stable());
		if (candidateNow.of() + stableNow.of() == 0) {
			return 0;
		}
		double nearest = Hypothesis.nearestStable(candidate, (double) candidateNow.of(), stable,
				(double) stableNow.of(), question.margin());
		return gain(candidateNow, candidate, nearest + question.margin()) + gain(stableNow, stable, nearest);
	}

	private static double gain(Share share, double expected, double assumed) {
		// The assumed probability may be 0 or 1, which has no logarithm.
		return part(share.occurred(), expected, assumed)
				+ part(share.of() - share.occurred(), 1 - expected, 1 - assumed);
	}

	private static double part(long cases, double expected, double assumed) {
		return (cases == 0) ? 0 : cases * Math.log(expected / assumed);
	}

}
