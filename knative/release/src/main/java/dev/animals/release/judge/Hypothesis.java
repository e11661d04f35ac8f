package dev.animals.release.judge;

/**
 * What is assumed until there is evidence against it.
 *
 * @param side which side of the margin
 * @param margin difference of two probabilities, in 0–1
 */
record Hypothesis(Side side, double margin) {

	/** Where the candidate's probability is assumed to be. */
	enum Side {

		/** At most the margin above stable's. */
		AT_MOST,

		/** At least the margin above stable's. */
		AT_LEAST

	}

	boolean contains(double candidate, double stable) {
		return switch (this.side) {
			case AT_MOST -> candidate - stable <= this.margin;
			case AT_LEAST -> candidate - stable >= this.margin;
		};
	}

	/**
	 * Stable's probability in the member of the hypothesis that is nearest to what is
	 * expected; the candidate's is the margin more. Nearest by Kullback and Leibler's
	 * divergence over a block of so many cases of each.
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
