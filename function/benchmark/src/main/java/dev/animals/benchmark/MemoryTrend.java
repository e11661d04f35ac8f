package dev.animals.benchmark;

import java.util.Collections;
import java.util.List;

import dev.animals.testing.Percentiles;

/**
 * The resident memory of the service after its first minute.
 *
 * @param lowest the lowest value in MiB
 * @param median the median in MiB
 * @param highest the highest value in MiB
 */
record MemoryTrend(long lowest, long median, long highest) {

	/** The number of values in the first minute, one every ten seconds. */
	private static final int FIRST_MINUTE = 6;

	private static final double TOLERANCE = 0.05;

	/**
	 * Computes the trend, without the first minute if there are later values.
	 * @param resident resident memory in MiB, one value every ten seconds
	 * @return the trend
	 */
	static MemoryTrend of(List<Long> resident) {
		List<Double> judged = resident.stream()
			.skip(Math.min(FIRST_MINUTE, resident.size() - 1L))
			.map(Long::doubleValue)
			.toList();
		return new MemoryTrend(Math.round(Collections.min(judged)), Math.round(Percentiles.median(judged)),
				Math.round(Collections.max(judged)));
	}

	/**
	 * Returns whether the memory neither grows nor shrinks.
	 * @return whether all values are within 5 % of the median
	 */
	boolean isFlat() {
		return this.lowest >= (1 - TOLERANCE) * this.median && this.highest <= (1 + TOLERANCE) * this.median;
	}

	@Override
	public String toString() {
		return "Resident memory after the first minute: %d to %d MiB, median %d MiB, %s.".formatted(this.lowest,
				this.highest, this.median, isFlat() ? "flat" : "NOT flat");
	}

}
