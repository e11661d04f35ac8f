package dev.animals.release.judge;

import java.util.Locale;

/**
 * The strength of the evidence against a candidate.
 *
 * @param value the e-value; up to 1 there is no evidence
 * @param threshold the e-value from which on the candidate counts as worse; 0 if there is
 * no test
 */
public record Strength(double value, double threshold) {

	static final Strength NONE = new Strength(1, 0);

	/** Tells whether the finding has no statistical test. */
	public boolean isNone() {
		return this.threshold == 0;
	}

	/** Tells whether the evidence shows that the candidate is worse. */
	boolean isEnough() {
		return !isNone() && this.value >= this.threshold;
	}

	/**
	 * Returns how much of the needed evidence was found, on a logarithmic scale: 0 is
	 * none and 1 is enough.
	 */
	public double share() {
		return isNone() ? 0 : Math.clamp(Math.log(this.value) / Math.log(this.threshold), 0, 1);
	}

	@Override
	public String toString() {
		return isNone() ? "" : String.format(Locale.ROOT, format(), this.value, this.threshold);
	}

	private String format() {
		return (this.value >= 1e6) ? "%.0e of %.0f" : (this.value >= 10) ? "%.0f of %.0f" : "%.2f of %.0f";
	}

}
