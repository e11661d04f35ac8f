package dev.animals.calibration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Arithmetic for a report.
 */
final class Numbers {

	/** Of the standard normal distribution, for 95 in 100. */
	private static final double Z = 1.959964;

	private Numbers() {
	}

	static double round(double value, int decimals) {
		return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
	}

	static double floor(double value, int decimals) {
		return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.FLOOR).doubleValue();
	}

	/**
	 * The 95 % interval of a share that was seen in few (Wilson, Probable Inference, the
	 * Law of Succession, and Statistical Inference, JASA 1927).
	 * @param share what was seen, in 0–1
	 * @param count in how many
	 * @return its two ends, in 0–1
	 */
	static List<Double> wilson(double share, int count) {
		double z2 = Z * Z / count;
		double centre = (share + z2 / 2) / (1 + z2);
		double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / count + z2 / (4 * count));
		return List.of(round(Math.max(0, centre - half), 4), round(Math.min(1, centre + half), 4));
	}

}
