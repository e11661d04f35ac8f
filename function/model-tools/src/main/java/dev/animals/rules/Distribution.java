package dev.animals.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

import dev.animals.model.Reference.Bins;

import static java.util.Objects.requireNonNull;

/**
 * The distribution of a calibration's photos over bins.
 *
 * @param photos the number of photos
 * @param bins the bin of each name; empty for a distribution of numbers
 * @param shares the expected share of each bin, in 0–1; bins of numbers are named by
 * their upper edges, in ascending order
 */
public record Distribution(int photos, Map<String, String> bins, Map<String, Double> shares) {

	/** The bin of names with too few photos. */
	private static final String OTHERS = "all others";

	/** The chi-squared distribution needs five photos in each bin (Cochran 1954). */
	private static final int FEWEST = 5;

	/**
	 * Combines the names with fewer than five photos in one bin. If this bin has fewer
	 * than five photos too, it also gets the rarest other name.
	 * @param shares the share of each name, in 0–1, rounded
	 * @param photos how many photos there are
	 * @return a bin for each frequent name, and one for all others
	 */
	static Distribution ofNames(NavigableMap<String, Double> shares, int photos) {
		List<String> kept = new ArrayList<>(shares.keySet());
		kept.removeIf((name) -> isTooFew(requireNonNull(shares.get(name)), photos));
		if (kept.size() < shares.size() && isTooFew(sumOfOthers(shares, kept), photos)) {
			kept.stream().min(Comparator.comparing((name) -> requireNonNull(shares.get(name)))).ifPresent(kept::remove);
		}
		Map<String, String> bins = new LinkedHashMap<>();
		shares.keySet().forEach((name) -> bins.put(name, kept.contains(name) ? name : OTHERS));
		Map<String, Double> binned = new LinkedHashMap<>();
		kept.forEach((name) -> binned.put(name, requireNonNull(shares.get(name))));
		if (kept.size() < shares.size()) {
			binned.put(OTHERS, sumOfOthers(shares, kept));
		}
		return new Distribution(photos, bins, smoothed(binned, photos));
	}

	static Distribution ofValues(Bins bins, int photos) {
		Map<String, Double> shares = new LinkedHashMap<>();
		for (int i = 0; i < bins.shares().size(); i++) {
			shares.put((i < bins.edges().size()) ? bins.edges().get(i).toString() : "+Inf", bins.shares().get(i));
		}
		return new Distribution(photos, Map.of(), smoothed(shares, photos));
	}

	/**
	 * Finds the bin of a number.
	 * @param value the number
	 * @return the upper edge of its bin
	 */
	public String edgeAbove(double value) {
		return this.shares.keySet()
			.stream()
			.filter((edge) -> edge.equals("+Inf") || value <= Double.parseDouble(edge))
			.findFirst()
			.orElseThrow();
	}

	private static boolean isTooFew(double share, int photos) {
		return Math.round(share * photos) < FEWEST;
	}

	private static double sumOfOthers(NavigableMap<String, Double> shares, List<String> kept) {
		return shares.entrySet()
			.stream()
			.filter((share) -> !kept.contains(share.getKey()))
			.mapToDouble(Map.Entry::getValue)
			.sum();
	}

	/**
	 * Computes the shares with the formula that windows use, rounded as in the rules.
	 */
	private static Map<String, Double> smoothed(Map<String, Double> shares, int photos) {
		Map<String, Double> smoothed = new LinkedHashMap<>();
		shares.forEach((bin, share) -> {
			double value = DriftFormulas.SHARE.value(share * photos, photos, shares.size());
			smoothed.put(bin, ReferenceRules.sixDigits(value).doubleValue());
		});
		return smoothed;
	}

}
