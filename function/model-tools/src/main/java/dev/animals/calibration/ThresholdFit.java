package dev.animals.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

import dev.animals.classification.Calibration;
import dev.animals.classification.Classification;

/**
 * The thresholds of the verdict {@code animal}.
 * <p>
 * The animals' probability is what tells animals from other things. Within the goals,
 * that threshold wins for which the share of animals above it is the furthest over the
 * share of other things above it (Youden, Index for Rating Diagnostic Tests, 1950). To
 * ask for the fewest false ones alone may spend all that the first goal allows and leave
 * nothing for photos that were not seen.
 * <p>
 * Confidence and energy then tell what is like hardly any animal that was seen: each
 * threshold is below all but one in 100 of the animals that are left. They are not fitted
 * to the other things, which they part from animals worse than the animals' probability.
 */
final class ThresholdFit {

	/** The least share of animals that are found. */
	static final double ANIMALS_GOAL = 0.9;

	/** The greatest share of other things that are taken for an animal. */
	static final double OTHER_GOAL = 0.07;

	/** The share of animals that either of confidence and energy may call unknown. */
	private static final double UNKNOWN = 0.01;

	private static final int DECIMALS = 4;

	private static final double EQUAL = 1e-9;

	private ThresholdFit() {
	}

	/**
	 * Fits the thresholds.
	 * @param temperature which the classifications were made with
	 * @param animals what was made of photos of animals
	 * @param other what was made of other pictures
	 * @return that temperature and the thresholds; nine in ten of these animals are
	 * found, and the second goal is met where it can
	 */
	static Calibration fit(double temperature, List<Classification> animals, List<Classification> other) {
		double animalProbability = animalProbability(values(animals, Classification::animalProbability),
				values(other, Classification::animalProbability));
		List<Classification> left = animals.stream()
			.filter((animal) -> animal.animalProbability() >= animalProbability)
			.toList();
		return new Calibration(temperature, animalProbability,
				belowAllBut(UNKNOWN, values(left, (classification) -> classification.best().confidence())),
				belowAllBut(UNKNOWN, values(left, Classification::energy)));
	}

	private static double animalProbability(double[] animals, double[] other) {
		double[] all = DoubleStream.concat(DoubleStream.of(animals), DoubleStream.of(other)).toArray();
		// What is called unknown later counts against the first goal as well.
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
	 * Halfway between the lowest value that is to pass and the one below it.
	 * @param share how many need not pass
	 * @param values rising, at least one
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
	 * How good a threshold is.
	 *
	 * @param animals share of the animals that are found
	 * @param other share of other things that are taken for one
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
