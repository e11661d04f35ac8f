package dev.animals.release.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures the distance between two distributions over the same bins.
 */
public final class Drift {

	/** The standard normal distribution's 99.6 % quantile. */
	static final double QUANTILE = 2.6521;

	private Drift() {
	}

	/**
	 * Returns the total variation distance: the share of cases that would have to move to
	 * another bin, in 0–1.
	 */
	static double totalVariation(Map<String, Long> one, Map<String, Long> other) {
		double of = Tally.total(one);
		double ofOther = Tally.total(other);
		return Counts.bins(one, other)
			.stream()
			.mapToDouble((bin) -> Math.abs(one.getOrDefault(bin, 0L) / of - other.getOrDefault(bin, 0L) / ofOther))
			.sum() / 2;
	}

	/**
	 * Returns the population stability index, with half a case added to each bin.
	 */
	public static double stabilityIndex(Map<String, Long> one, Map<String, Long> other) {
		Set<String> bins = Counts.bins(one, other);
		double of = Tally.total(one) + bins.size() / 2.0;
		double ofOther = Tally.total(other) + bins.size() / 2.0;
		return bins.stream().mapToDouble((bin) -> {
			double share = (one.getOrDefault(bin, 0L) + 0.5) / of;
			double otherShare = (other.getOrDefault(bin, 0L) + 0.5) / ofOther;
			return (share - otherShare) * Math.log(share / otherShare);
		}).sum();
	}

	/**
	 * Returns the index that one in 250 comparisons of equal distributions exceeds by
	 * chance, as in the rules on drift: the 99.6 % quantile of chi-squared (Wilson and
	 * Hilferty 1931) times 1/n + 1/m (Yurdakul and Naranjo, Journal of Risk Model
	 * Validation 2020).
	 */
	public static double noiseFloor(Map<String, Long> one, Map<String, Long> other) {
		double freedom = Math.max(1, Counts.bins(one, other).size() - 1);
		double part = 2 / (9 * freedom);
		return freedom * Math.pow(1 - part + QUANTILE * Math.sqrt(part), 3)
				* (1.0 / Tally.total(one) + 1.0 / Tally.total(other));
	}

	/**
	 * Returns the bins that are more frequent in the first distribution than in the
	 * second. No other set of bins has a larger difference between the two shares; the
	 * difference is the total variation distance.
	 */
	static List<String> moreOften(Map<String, Long> one, Map<String, Long> other) {
		double of = Tally.total(one) + 1;
		double ofOther = Tally.total(other) + 1;
		List<String> more = new ArrayList<>();
		one.forEach((bin, count) -> {
			if (count / of > other.getOrDefault(bin, 0L) / ofOther) {
				more.add(bin);
			}
		});
		return more;
	}

}
