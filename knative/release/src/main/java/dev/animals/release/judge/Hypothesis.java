package dev.animals.release.judge;

/**
 * The hypotheses about the probability of an event with the candidate and with stable.
 */
enum Hypothesis {

	/** The candidate's probability exceeds stable's by at most the margin. */
	AT_MOST,

	/** The candidate's probability exceeds stable's by at least the margin. */
	AT_LEAST;

	private static final int HALVINGS = 40;

	boolean contains(double candidate, double stable, double margin) {
		return switch (this) {
			case AT_MOST -> candidate - stable <= margin;
			case AT_LEAST -> candidate - stable >= margin;
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
	 * @param margin the difference between the two probabilities
	 */
	static double nearestStable(double candidate, double candidateCases, double stable, double stableCases,
			double margin) {
		double low = Math.max(0, -margin);
		double high = Math.min(1, 1 - margin);
		for (int i = 0; i < HALVINGS; i++) {
			double middle = (low + high) / 2;
			double shifted = middle + margin;
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
