package dev.animals.release.simulation;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** A random choice between names with different probabilities. */
final class Choice {

	/** Sorted, so that a seed always leads to the same choices. */
	private final String[] names;

	private final double[] shares;

	/**
	 * Creates a choice.
	 * @param shares the probability of each name, in 0–1
	 */
	Choice(Map<String, Double> shares) {
		Map<String, Double> sorted = new TreeMap<>(shares);
		this.names = sorted.keySet().toArray(String[]::new);
		this.shares = sorted.values().stream().mapToDouble(Double::doubleValue).toArray();
	}

	String any(SplittableRandom random) {
		double chance = random.nextDouble();
		for (int i = 0; i < this.shares.length; i++) {
			chance -= this.shares[i];
			if (chance < 0) {
				return this.names[i];
			}
		}
		return this.names[this.names.length - 1];
	}

}
