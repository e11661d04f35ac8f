package dev.animals.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

import org.jspecify.annotations.Nullable;

import dev.animals.classification.Calibration;
import dev.animals.classification.Classification;

/**
 * Finds the thresholds of the verdict {@code animal}.
 * <p>
 * The probability of all animal classes together tells animals from other things. Among
 * the thresholds that meet both goals, the best one has the largest difference between
 * the share of animals above it and the share of other things above it (Youden, Index for
 * Rating Diagnostic Tests, 1950). The threshold with the fewest false animals could meet
 * the first goal by a narrow margin, and then miss it on new photos.
 * <p>
 * Confidence and energy then find photos that resemble hardly any of the animals: each
 * threshold is below all but one in 100 of the remaining animals. These thresholds are
 * not fitted to the other things, because the animals' probability separates those
 * better. If a network returns probabilities, the energy of every photo is 0, so no
 * threshold is fitted for the energy.
 */
final class ThresholdFit {

	/** The smallest share of animals that must get the verdict {@code animal}. */
	static final double ANIMALS_GOAL = 0.9;

	/** The largest share of other things that may get the verdict {@code animal}. */
	static final double OTHER_GOAL = 0.07;

	/**
	 * The share of animals that the confidence threshold and the energy threshold may
	 * each turn {@code unknown}.
	 */
	private static final double UNKNOWN = 0.01;

	private static final int DECIMALS = 4;

	private static final double EQUAL = 1e-9;

	/** Energies up to this amount differ from 0 by rounding only. */
	private static final double NO_ENERGY = 1e-3;

	private ThresholdFit() {
	}

	/**
	 * Fits the thresholds.
	 * @param temperature the temperature of the classifications
	 * @param animals classifications of photos of animals
	 * @param other classifications of other photos
	 * @return the temperature and the thresholds, which meet the first goal for these
	 * photos, and the second one if that is possible
	 */
	static Calibration fit(double temperature, List<Classification> animals, List<Classification> other) {
		double animalProbability = animalProbability(values(animals, Classification::animalProbability),
				values(other, Classification::animalProbability));
		List<Classification> left = animals.stream()
			.filter((animal) -> animal.animalProbability() >= animalProbability)
			.toList();
		return new Calibration(temperature, animalProbability,
				belowAllBut(UNKNOWN, values(left, (classification) -> classification.best().confidence())),
				energy(values(left, Classification::energy)));
	}

	private static @Nullable Double energy(double[] values) {
		boolean none = Math.max(-values[0], values[values.length - 1]) < NO_ENERGY;
		return none ? null : belowAllBut(UNKNOWN, values);
	}

	private static double animalProbability(double[] animals, double[] other) {
		if (other.length == 0) {
			return 0;
		}
		double[] all = DoubleStream.concat(DoubleStream.of(animals), DoubleStream.of(other)).toArray();
		// Animals that become unknown later count against the first goal as well.
		double mustPass = ANIMALS_GOAL + 2 * UNKNOWN - EQUAL;
		double best = 0;
		Score bestScore = new Score(1, 1);
		for (double animal : animals) {
			double below = DoubleStream.of(all).filter((value) -> value < animal).max().orElse(animal);
			double tried = Numbers.floor((below + animal) / 2, DECIMALS);
			Score score = new Score(shareFrom(tried, animals), shareFrom(tried, other));
			if (score.animals() >= mustPass && score.isBetterThan(bestScore)) {
				best = tried;
				bestScore = score;
			}
		}
		return best;
	}

	/**
	 * Returns the middle between the lowest value that passes and the one below it.
	 * @param share the share of values that need not pass
	 * @param values rising values, at least one
	 */
	private static double belowAllBut(double share, double[] values) {
		int lost = (int) (share * values.length);
		return Numbers.floor((values[Math.max(0, lost - 1)] + values[lost]) / 2, DECIMALS);
	}

	private static double shareFrom(double threshold, double[] values) {
		return (double) Arrays.stream(values).filter((value) -> value >= threshold).count() / values.length;
	}

	private static double[] values(List<Classification> classifications, ToDoubleFunction<Classification> signal) {
		return classifications.stream().mapToDouble(signal).sorted().toArray();
	}

	/**
	 * The quality of a threshold.
	 *
	 * @param animals share of animals above it
	 * @param other share of other things above it
	 */
	private record Score(double animals, double other) {

		boolean isBetterThan(Score than) {
			boolean meetsGoal = this.other <= OTHER_GOAL;
			if (meetsGoal != than.other <= OTHER_GOAL) {
				return meetsGoal;
			}
			return (this.animals - this.other) - (than.animals - than.other) > EQUAL;
		}

	}

}
