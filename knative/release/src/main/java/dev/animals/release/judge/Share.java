package dev.animals.release.judge;

/**
 * The share of cases in which an event occurred.
 *
 * @param occurred the cases in which the event occurred, from 0 to {@code of}
 * @param of all cases, at least 0
 */
public record Share(long occurred, long of) {

	/** The number of cases that an expected probability counts as much as. */
	private static final double WEIGHT = 2;

	/** Returns the share, in 0–1; NaN if there are no cases. */
	public double ratio() {
		return (double) this.occurred / this.of;
	}

	/** Returns the share of cases in which the event did not occur. */
	Share rest() {
		return new Share(this.of - this.occurred, this.of);
	}

	Share plus(Share other) {
		return new Share(this.occurred + other.occurred, this.of + other.of);
	}

	/**
	 * Returns the probability to expect for the next case. It starts from the probability
	 * that was expected before these cases, which counts as much as {@value #WEIGHT}
	 * cases.
	 */
	double expectedNear(double before) {
		return (this.occurred + WEIGHT * before) / (this.of + WEIGHT);
	}

	/**
	 * Returns the probability to expect for the next case, never 0 or 1. It counts half a
	 * case more with the event and half a case more without it (Krichevsky and Trofimov,
	 * IEEE Transactions on Information Theory 27, 1981).
	 */
	double expected() {
		return (this.occurred + 0.5) / (this.of + 1);
	}

}
