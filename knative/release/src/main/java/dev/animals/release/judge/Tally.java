package dev.animals.release.judge;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts by key, with their sum. The judge needs the sum several hundred times for each
 * block, so it is computed only once.
 *
 * @param <K> the type of the keys
 */
final class Tally<K> extends TreeMap<K, Long> {

	private static final long serialVersionUID = 1;

	private final long total;

	private Tally(SortedMap<K, Long> counts) {
		super(counts);
		this.total = sum(counts);
	}

	static <K> SortedMap<K, Long> of(SortedMap<K, Long> counts) {
		return (counts instanceof Tally<K>) ? counts : new Tally<>(counts);
	}

	static long total(Map<?, Long> counts) {
		return (counts instanceof Tally<?> tally) ? tally.total : sum(counts);
	}

	private static long sum(Map<?, Long> counts) {
		long sum = 0;
		for (long count : counts.values()) {
			sum += count;
		}
		return sum;
	}

}
