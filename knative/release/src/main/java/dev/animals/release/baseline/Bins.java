package dev.animals.release.baseline;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Adds up photos in bins.
 */
final class Bins {

	private Bins() {
	}

	static long photos(Map<String, Long> bins) {
		return bins.values().stream().mapToLong(Long::longValue).sum();
	}

	static NavigableMap<String, Long> sum(List<? extends Map<String, Long>> windows) {
		NavigableMap<String, Long> sum = new TreeMap<>();
		windows.forEach((window) -> window.forEach((bin, photos) -> sum.merge(bin, photos, Long::sum)));
		return sum;
	}

}
