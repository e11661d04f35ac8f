package dev.animals.release.baseline;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One distribution of a baseline.
 *
 * @param ofModel whether it depends on the model; sizes and formats do not
 * @param bins the photos in each bin
 * @param spread how much it varies
 */
public record Reference(boolean ofModel, NavigableMap<String, Long> bins, Spread spread) {

	/** Copies the bins and rejects distributions that cannot be compared. */
	public Reference {
		bins = Collections.unmodifiableNavigableMap(new TreeMap<>(bins));
		if (bins.isEmpty() || bins.values().stream().anyMatch((photos) -> photos == null || photos < 0)) {
			throw new IllegalArgumentException("A distribution has bins with 0 photos or more.");
		}
	}

	/** Returns the photos in all bins. */
	public long photos() {
		return Bins.photos(this.bins);
	}

	/**
	 * Returns a bin's share of the photos, in 0–1. Half a photo is added to each bin, as
	 * in the rules on drift.
	 */
	public double share(Map.Entry<String, Long> bin) {
		return (bin.getValue() + 0.5) / (photos() + 0.5 * this.bins.size());
	}

}
