package dev.animals.release.rollout;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.animals.release.traffic.Entry;
import dev.animals.release.traffic.Tag;
import dev.animals.release.traffic.Traffic;

/**
 * The split of the traffic, as far as it matters to a rollout: without entries that have
 * no traffic, and with all entries of a revision added up.
 *
 * @param stable the revision with the tag stable
 * @param candidate the revision with the tag candidate
 * @param percents the shares above 0, in per cent, by revision
 */
record Split(Optional<String> stable, Optional<String> candidate, Map<String, Integer> percents) {

	private static final int ALL = 100;

	static Split of(Traffic traffic) {
		Map<String, Integer> percents = new TreeMap<>();
		for (Entry entry : traffic.entries()) {
			if (entry.percent() > 0) {
				percents.merge(entry.revision(), entry.percent(), Integer::sum);
			}
		}
		return new Split(traffic.revision(Tag.STABLE), traffic.revision(Tag.CANDIDATE), percents);
	}

	/** Returns the split in a step of a rollout. */
	static Split of(String stable, String candidate, int percent) {
		return new Split(Optional.of(stable), Optional.of(candidate),
				(percent == 0) ? Map.of(stable, ALL) : Map.of(stable, ALL - percent, candidate, percent));
	}

	/**
	 * Returns the split after a promotion. It matches traffic with any candidate or none.
	 */
	static Split all(String stable) {
		return new Split(Optional.of(stable), Optional.empty(), Map.of(stable, ALL));
	}

	/**
	 * Tells whether traffic has this split. A split without a candidate matches any
	 * candidate.
	 */
	boolean isThatOf(Traffic traffic) {
		Split other = of(traffic);
		return this.stable.equals(other.stable) && this.percents.equals(other.percents)
				&& (this.candidate.isEmpty() || this.candidate.equals(other.candidate));
	}

}
