package dev.animals.release.judge;

/**
 * In how many of how many cases something occurred.
 *
 * @param occurred 0 to {@code of}
 * @param of 0 and more
 */
public record Share(long occurred, long of) {

	/** Returns the share in 0–1; NaN without cases. */
	public double ratio() {
		return (double) this.occurred / this.of;
	}

	/**
	 * The probability to expect next, with half a case more on either side (Krichevsky
	 * and Trofimov, IEEE Transactions on Information Theory 27, 1981): never 0 or 1.
	 */
	double expected() {
		return (this.occurred + 0.5) / (this.of + 1);
	}

}
