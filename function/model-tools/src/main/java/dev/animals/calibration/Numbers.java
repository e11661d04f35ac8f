package dev.animals.calibration;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Statistics and ordered maps for the evidence.
 */
final class Numbers {

	/** The 97.5 % quantile of the standard normal distribution, for 95 % intervals. */
	private static final double Z = 1.959964;

	private static final int DECIMALS = 4;

	private Numbers() {
	}

	static double round(double value, int decimals) {
		return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
	}

	static double floor(double value, int decimals) {
		return BigDecimal.valueOf(value).setScale(decimals, RoundingMode.FLOOR).doubleValue();
	}

	/**
	 * Returns the 95 % interval of a share that was observed in few cases (Wilson,
	 * Probable Inference, the Law of Succession, and Statistical Inference, JASA 1927).
	 * @param share the observed share, in 0–1
	 * @param count the number of cases
	 * @return the interval's two ends, in 0–1
	 */
	static List<Double> wilson(double share, int count) {
		double z2 = Z * Z / count;
		double centre = (share + z2 / 2) / (1 + z2);
		double half = Z / (1 + z2) * Math.sqrt(share * (1 - share) / count + z2 / (4 * count));
		return List.of(round(Math.max(0, centre - half), 4), round(Math.min(1, centre + half), 4));
	}

	/**
	 * Returns how well a signal separates two groups: the probability that it is higher
	 * for a member of the first than for a member of the second, which is the area under
	 * the ROC curve.
	 * @param <T> the members
	 * @param high the group that should have the higher signal
	 * @param low the group that should have the lower signal
	 * @param signal the signal
	 * @return 1 for perfect separation, 0.5 for none
	 */
	static <T> double separation(List<T> high, List<T> low, ToDoubleFunction<T> signal) {
		double sum = 0;
		for (T one : high) {
			for (T another : low) {
				double lead = signal.applyAsDouble(one) - signal.applyAsDouble(another);
				sum += (Math.signum(lead) + 1) / 2;
			}
		}
		return sum / high.size() / low.size();
	}

	/**
	 * Prepares a number for JSON, which cannot express NaN.
	 * @param value the number
	 * @return the number with {@value #DECIMALS} decimals, or a text for NaN
	 */
	static Object number(double value) {
		return Double.isNaN(value) ? "unknown" : round(value, DECIMALS);
	}

	/**
	 * Makes a map that keeps the order of its entries.
	 * @param namesAndValues alternating names and values
	 * @return the map
	 */
	static Map<String, Object> ordered(Object... namesAndValues) {
		Map<String, Object> ordered = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			ordered.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
		}
		return ordered;
	}

}
