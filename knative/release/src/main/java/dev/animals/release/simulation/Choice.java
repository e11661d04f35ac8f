package dev.animals.release.simulation;

import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A random choice between names with different probabilities. */
final class Choice {

	/**
	 * The probabilities by name, sorted so that a seed always leads to the same choices.
	 */
	private final SortedMap<String, Double> shares;

	Choice(Map<String, Double> shares) {
		this.shares = new TreeMap<>(shares);
	}

	String any(SplittableRandom random) {
		double chance = random.nextDouble();
		for (Map.Entry<String, Double> share : this.shares.entrySet()) {
			chance -= share.getValue();
			if (chance < 0) {
				return share.getKey();
			}
		}
		return this.shares.lastKey();
	}

}
