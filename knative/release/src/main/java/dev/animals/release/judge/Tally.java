package dev.animals.release.judge;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Counts by key in ascending order, and their sum. The judge adds and reads counts
 * several hundred times for each block, so they are in arrays.
 *
 * @param <K> the type of the keys
 */
final class Tally<K extends Comparable<K>> extends AbstractMap<K, Long> {

	/** Sorted. Tallies with the same keys share the array. */
	private final Object[] keys;

	private final long[] counts;

	private final long total;

	private Tally(Object[] keys, long[] counts) {
		this.keys = keys;
		this.counts = counts;
		this.total = sum(counts);
	}

	static <K extends Comparable<K>> Tally<K> of(Map<K, Long> counts) {
		if (counts instanceof Tally<K> tally) {
			return tally;
		}
		Object[] keys = counts.keySet().toArray();
		Arrays.sort(keys);
		long[] sorted = new long[keys.length];
		for (int i = 0; i < keys.length; i++) {
			sorted[i] = counts.getOrDefault(keys[i], 0L);
		}
		return new Tally<>(keys, sorted);
	}

	/** Adds the counts of each key. */
	static <K extends Comparable<K>> Tally<K> sum(Map<K, Long> one, Map<K, Long> other) {
		return of(one).plus(of(other));
	}

	private Tally<K> plus(Tally<K> other) {
		Object[] merged = new Object[this.keys.length + other.keys.length];
		long[] sums = new long[merged.length];
		int size = 0;
		int i = 0;
		int j = 0;
		while (i < this.keys.length || j < other.keys.length) {
			int order = order(i, other, j);
			merged[size] = (order <= 0) ? this.keys[i] : other.keys[j];
			sums[size++] = ((order <= 0) ? this.counts[i++] : 0) + ((order >= 0) ? other.counts[j++] : 0);
		}
		return new Tally<>((size == this.keys.length) ? this.keys : Arrays.copyOf(merged, size),
				Arrays.copyOf(sums, size));
	}

	/**
	 * Compares a key with a key of another tally. The end of the keys comes after every
	 * key.
	 */
	private int order(int index, Tally<K> other, int indexOfOther) {
		if (index == this.keys.length || indexOfOther == other.keys.length) {
			return (index == this.keys.length) ? 1 : -1;
		}
		return key(index).compareTo(other.key(indexOfOther));
	}

	/** Returns the sum of all counts. */
	static long total(Map<?, Long> counts) {
		return (counts instanceof Tally<?> tally) ? tally.total
				: counts.values().stream().mapToLong(Long::longValue).sum();
	}

	/** Returns the sum of some counts. */
	static <K extends Comparable<K>> long total(Map<K, Long> counts, Predicate<K> which) {
		Tally<K> tally = of(counts);
		long sum = 0;
		for (int i = 0; i < tally.keys.length; i++) {
			sum += which.test(tally.key(i)) ? tally.counts[i] : 0;
		}
		return sum;
	}

	private static long sum(long[] counts) {
		long sum = 0;
		for (long count : counts) {
			sum += count;
		}
		return sum;
	}

	@SuppressWarnings("unchecked")
	private K key(int index) {
		return (K) this.keys[index];
	}

	@Override
	public int size() {
		return this.keys.length;
	}

	@Override
	public Long getOrDefault(@Nullable Object key, Long otherwise) {
		int index = Arrays.binarySearch(this.keys, key);
		return (index >= 0) ? Long.valueOf(this.counts[index]) : otherwise;
	}

	@Override
	public void forEach(BiConsumer<? super K, ? super Long> action) {
		for (int i = 0; i < this.keys.length; i++) {
			action.accept(key(i), this.counts[i]);
		}
	}

	@Override
	public Set<Entry<K, Long>> entrySet() {
		return new AbstractSet<>() {

			@Override
			public int size() {
				return Tally.this.keys.length;
			}

			@Override
			public Iterator<Entry<K, Long>> iterator() {
				return new Entries();
			}

		};
	}

	private final class Entries implements Iterator<Entry<K, Long>> {

		private int next;

		@Override
		public boolean hasNext() {
			return this.next < Tally.this.keys.length;
		}

		@Override
		public Entry<K, Long> next() {
			return Map.entry(key(this.next), Tally.this.counts[this.next++]);
		}

	}

}
