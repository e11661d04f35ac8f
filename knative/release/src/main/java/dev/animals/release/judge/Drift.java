package dev.animals.release.judge;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * How far two distributions over the same bins are apart.
 */
final class Drift {

	/** The standard normal distribution's 99 % quantile. */
	private static final double QUANTILE = 2.3263;

	private Drift() {
	}

	/**
	 * Total variation: the share of cases that would have to change their bin.
	 */
	static double totalVariation(SortedMap<String, Long> one, SortedMap<String, Long> other) {
		double of = Counts.total(one);
		double ofOther = Counts.total(other);
		return Counts.bins(one, other)
			.stream()
			.mapToDouble((bin) -> Math.abs(one.getOrDefault(bin, 0L) / of - other.getOrDefault(bin, 0L) / ofOther))
			.sum() / 2;
	}

	/**
	 * Population stability index, with half a case more in each bin.
	 */
	static double stabilityIndex(SortedMap<String, Long> one, SortedMap<String, Long> other) {
		Set<String> bins = Counts.bins(one, other);
		double of = Counts.total(one) + bins.size() / 2.0;
		double ofOther = Counts.total(other) + bins.size() / 2.0;
		return bins.stream().mapToDouble((bin) -> {
			double share = (one.getOrDefault(bin, 0L) + 0.5) / of;
			double otherShare = (other.getOrDefault(bin, 0L) + 0.5) / ofOther;
			return (share - otherShare) * Math.log(share / otherShare);
		}).sum();
	}

	/**
	 * What the index exceeds by chance in one of a hundred comparisons of equal
	 * distributions: chi-squared's quantile (Wilson and Hilferty 1931) times 1/n + 1/m
	 * (Yurdakul and Naranjo, Journal of Risk Model Validation 2020).
	 */
	static double noiseFloor(SortedMap<String, Long> one, SortedMap<String, Long> other) {
		double freedom = Math.max(1, Counts.bins(one, other).size() - 1);
		double part = 2 / (9 * freedom);
		return freedom * Math.pow(1 - part + QUANTILE * Math.sqrt(part), 3)
				* (1.0 / Counts.total(one) + 1.0 / Counts.total(other));
	}

	/**
	 * The bins that the first has more often than the other, by what may be expected of
	 * their counts. Of all sets of bins the shares of this one differ most, by the total
	 * variation.
	 */
	static Set<String> moreOften(SortedMap<String, Long> one, SortedMap<String, Long> other) {
		Set<String> bins = Counts.bins(one, other);
		double of = Counts.total(one) + 1;
		double ofOther = Counts.total(other) + 1;
		Set<String> more = new TreeSet<>();
		for (String bin : bins) {
			if (one.getOrDefault(bin, 0L) / of > other.getOrDefault(bin, 0L) / ofOther) {
				more.add(bin);
			}
		}
		return more;
	}

}
