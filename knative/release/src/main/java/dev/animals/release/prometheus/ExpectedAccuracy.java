package dev.animals.release.prometheus;

/**
 * The estimate without labels of how many answers that name the model's subject are
 * right: sums over each answer's probability p of being right.
 *
 * @param right the sum of p
 * @param variance the sum of p (1 − p)
 * @param answers the number of answers
 */
public record ExpectedAccuracy(double right, double variance, long answers) {

	/** With fewer answers, the estimate is unknown, as in the rules on drift. */
	public static final int FEWEST_ANSWERS = 50;

	/** No answers. */
	public static final ExpectedAccuracy NONE = new ExpectedAccuracy(0, 0, 0);

	/** Rejects sums that no answers have. */
	public ExpectedAccuracy {
		if (!(right >= 0 && right < Double.MAX_VALUE && variance >= 0 && variance < Double.MAX_VALUE) || answers < 0) {
			throw new IllegalArgumentException("Sums of probabilities are 0 or more.");
		}
	}

	/** Returns whether there are enough answers for an estimate. */
	public boolean isKnown() {
		return this.answers >= FEWEST_ANSWERS;
	}

	/** Returns the expected accuracy, in 0–1; NaN without answers. */
	public double mean() {
		return this.right / this.answers;
	}

	/**
	 * Returns the standard error of the mean, as in the rules on drift. The squares of
	 * the probabilities add up to {@code right − variance}.
	 */
	public double error() {
		double squares = (this.right - this.variance) / this.answers;
		return Math.sqrt(Math.max(0, squares - mean() * mean()) / this.answers);
	}

}
