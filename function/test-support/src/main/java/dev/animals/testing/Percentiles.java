package dev.animals.testing;

import java.util.Collection;
import java.util.List;

/**
 * Percentiles of measured values by the nearest-rank method: the result is always one of
 * the values.
 */
public final class Percentiles {

	private Percentiles() {
	}

	/**
	 * Returns the smallest value that is at least as large as the given share of all
	 * values.
	 * @param values the measured values, in any order
	 * @param percent from 1 to 100
	 * @return the percentile, or {@link Double#NaN} without values
	 */
	public static double of(Collection<Double> values, int percent) {
		if (values.isEmpty()) {
			return Double.NaN;
		}
		List<Double> sorted = values.stream().sorted().toList();
		return sorted.get((sorted.size() * percent + 99) / 100 - 1);
	}

	/**
	 * Returns the 50th percentile.
	 * @param values the measured values, in any order
	 * @return the median, or {@link Double#NaN} without values
	 */
	public static double median(Collection<Double> values) {
		return of(values, 50);
	}

}
