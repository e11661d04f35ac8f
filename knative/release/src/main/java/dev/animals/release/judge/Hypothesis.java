package dev.animals.release.judge;

/**
 * A hypothesis about the probability of an event with the candidate and with stable.
 *
 * @param side whether the candidate's probability is assumed to be below or above the
 * margin
 * @param margin the difference between the two probabilities, in 0–1
 */
record Hypothesis(Side side, double margin) {

	/** The side of the margin on which the candidate's probability is assumed to be. */
	enum Side {

		/** The candidate's probability exceeds stable's by at most the margin. */
		AT_MOST,

		/** The candidate's probability exceeds stable's by at least the margin. */
		AT_LEAST

	}

	boolean contains(double candidate, double stable) {
		return switch (this.side) {
			case AT_MOST -> candidate - stable <= this.margin;
			case AT_LEAST -> candidate - stable >= this.margin;
		};
	}

	/**
	 * Returns stable's probability in the member of the hypothesis that is nearest to the
	 * expected probabilities. The candidate's probability in this member is larger by the
	 * margin. The distance is the Kullback-Leibler divergence over a block.
	 * @param candidate the candidate's expected probability, in 0–1
	 * @param candidateCases the candidate's cases in the block
	 * @param stable stable's expected probability, in 0–1
	 * @param stableCases stable's cases in the block
	 */
	double nearestStable(double candidate, long candidateCases, double stable, long stableCases) {
		double low = 0;
		double high = 1 - this.margin;
		for (int i = 0; i < 60; i++) {
			double middle = (low + high) / 2;
			double shifted = middle + this.margin;
			double slope = candidateCases * (shifted - candidate) / (shifted * (1 - shifted))
					+ stableCases * (middle - stable) / (middle * (1 - middle));
			if (slope > 0) {
				high = middle;
			}
			else {
				low = middle;
			}
		}
		return (low + high) / 2;
	}

}
