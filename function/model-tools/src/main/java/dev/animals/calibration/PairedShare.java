package dev.animals.calibration;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The difference of two shares of the same photos: the share that meets a condition with
 * a model, minus the share that meets it with another one. Photos on which both models
 * agree make the interval narrower than it would be for two independent shares.
 *
 * @param both the photos that meet the condition with both models
 * @param onlyModel the photos that meet it only with the first model
 * @param onlyAgainst the photos that meet it only with the second model
 * @param neither the photos that meet it with neither
 */
record PairedShare(long both, long onlyModel, long onlyAgainst, long neither) {

	static final PairedShare NONE = new PairedShare(0, 0, 0, 0);

	/** Counts one more photo. */
	PairedShare plus(boolean model, boolean against) {
		return new PairedShare(this.both + (model && against ? 1 : 0), this.onlyModel + (model && !against ? 1 : 0),
				this.onlyAgainst + (!model && against ? 1 : 0), this.neither + (!model && !against ? 1 : 0));
	}

	long of() {
		return this.both + this.onlyModel + this.onlyAgainst + this.neither;
	}

	/** Returns the number of photos that meet the condition with one model only. */
	long differing() {
		return this.onlyModel + this.onlyAgainst;
	}

	Share model() {
		return new Share(this.both + this.onlyModel, of());
	}

	Share against() {
		return new Share(this.both + this.onlyAgainst, of());
	}

	PairedShare swapped() {
		return new PairedShare(this.both, this.onlyAgainst, this.onlyModel, this.neither);
	}

	/** Returns the difference, from -1 to 1; NaN without photos. */
	double difference() {
		return (double) (this.onlyModel - this.onlyAgainst) / of();
	}

	/**
	 * Returns a bound of the 95 % confidence interval of the difference, by method 10 of
	 * Newcombe (Improved Confidence Intervals for the Difference between Binomial
	 * Proportions Based on Paired Data, Statistics in Medicine 17, 1998). It combines
	 * Wilson's intervals of both shares with their correlation.
	 * @param side the lower bound for -1, the upper for 1
	 * @return the bound, from -1 to 1
	 */
	double bound(int side) {
		double model = side * (model().bound(side) - (double) model().count() / of());
		double against = side * ((double) against().count() / of() - against().bound(-side));
		double square = model * model - 2 * correlation() * model * against + against * against;
		return Math.clamp(difference() + side * Math.sqrt(Math.max(0, square)), -1, 1);
	}

	/** Returns the correlation of both answers with Newcombe's continuity correction. */
	private double correlation() {
		double margins = (double) model().count() * (of() - model().count()) * against().count()
				* (of() - against().count());
		double determinant = (double) this.both * this.neither - (double) this.onlyModel * this.onlyAgainst;
		if (margins == 0) {
			return 0;
		}
		return ((determinant > 0) ? Math.max(determinant - of() / 2.0, 0) : determinant) / Math.sqrt(margins);
	}

	/** Returns whether the interval excludes 0, so that chance hardly explains it. */
	boolean isShown() {
		return of() > 0 && (bound(-1) > 0 || bound(1) < 0);
	}

	/**
	 * Returns the mid-p value of McNemar's exact test: how probable a difference of this
	 * size or more is if both models are right equally often (Fagerland, Lydersen and
	 * Laake, The McNemar Test for Binary Matched-Pairs Data, BMC Medical Research
	 * Methodology 13, 2013).
	 * @return the probability, in 0–1
	 */
	double midP() {
		long fewer = Math.min(this.onlyModel, this.onlyAgainst);
		// Powers of one half would underflow with more than a thousand photos.
		double logarithm = -differing() * Math.log(2);
		double sum = 0;
		for (long count = 0; count < fewer; count++) {
			sum += Math.exp(logarithm);
			logarithm += Math.log((double) (differing() - count) / (count + 1));
		}
		return Math.min(1, 2 * sum + Math.exp(logarithm));
	}

	/** Returns the counts and the difference for JSON. */
	Map<String, Object> toMap() {
		Map<String, Object> fields = Numbers.ordered("both", this.both, "onlyModel", this.onlyModel, "onlyAgainst",
				this.onlyAgainst, "neither", this.neither);
		if (of() > 0) {
			fields.put("difference", Numbers.number(difference()));
			fields.put("interval95", List.of(Numbers.number(bound(-1)), Numbers.number(bound(1))));
			fields.put("midP", Numbers.number(midP()));
		}
		return fields;
	}

	/** Returns the difference in percentage points with its interval. */
	@Override
	public String toString() {
		return (of() == 0) ? "–" : "%s (%s to %s)".formatted(signed(difference()), signed(bound(-1)), signed(bound(1)));
	}

	/** Returns a share in percentage points, with a sign unless it is zero. */
	static String signed(double share) {
		String points = points(Math.abs(share));
		return points.equals("0.0") ? points : ((share < 0) ? "−" : "+") + points;
	}

	/** Returns a share in percentage points, with a minus sign if it is negative. */
	static String points(double share) {
		return String.format(Locale.ROOT, "%.1f", 100 * share).replace("-0.0", "0.0").replace('-', '−');
	}

}
