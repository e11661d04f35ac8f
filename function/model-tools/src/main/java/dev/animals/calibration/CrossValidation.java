package dev.animals.calibration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import dev.animals.calibration.CalibrationError.Judged;
import dev.animals.classification.Calibration;

/**
 * The quality of a fit on photos that it was not fitted to. Temperature and thresholds
 * are fitted to four fifths of the photos and measured on the remaining fifth, for each
 * fifth in turn. The figures depend on the random split, so they are averages over
 * several splits.
 *
 * @param animals mean share of animals that are found, in 0–1
 * @param animalsWorst the lowest share of all repetitions
 * @param other mean share of other things that are mistaken for animals, in 0–1; NaN if
 * there are none
 * @param otherWorst the highest share of all repetitions
 * @param calibrationError mean expected calibration error, in 0–1
 */
record CrossValidation(double animals, double animalsWorst, double other, double otherWorst, double calibrationError) {

	static final int FOLDS = 5;

	/**
	 * Runs the cross-validation.
	 * @param fit the fit with its photos
	 * @param repetitions how often to split the photos again
	 * @param seed seed of the random splits
	 * @return the averages
	 */
	static CrossValidation of(Fit fit, int repetitions, long seed) {
		Random random = new Random(seed);
		List<Repetition> done = IntStream.range(0, repetitions).mapToObj((_) -> repetition(fit, random)).toList();
		return new CrossValidation(done.stream().mapToDouble(Repetition::animals).average().orElseThrow(),
				done.stream().mapToDouble(Repetition::animals).min().orElseThrow(),
				done.stream().mapToDouble(Repetition::other).average().orElseThrow(),
				done.stream().mapToDouble(Repetition::other).max().orElseThrow(),
				done.stream().mapToDouble(Repetition::calibrationError).average().orElseThrow());
	}

	private static Repetition repetition(Fit fit, Random random) {
		List<int[]> animalFolds = folds(fit.animals().size(), random);
		List<int[]> otherFolds = folds(fit.other().size(), random);
		long animals = 0;
		long other = 0;
		List<Judged> judged = new ArrayList<>();
		for (int fold = 0; fold < FOLDS; fold++) {
			Calibration fitted = fit.to(allBut(fold, animalFolds), allBut(fold, otherFolds));
			List<Observation> unseen = Fit.pick(fit.animals(), animalFolds.get(fold));
			animals += fit.countAnimalVerdicts(unseen, fitted);
			other += fit.countAnimalVerdicts(Fit.pick(fit.other(), otherFolds.get(fold)), fitted);
			judged.addAll(fit.judge(unseen.stream().filter(Observation::isLabelled).toList(), fitted));
		}
		return new Repetition((double) animals / fit.animals().size(), (double) other / fit.other().size(),
				CalibrationError.of(judged));
	}

	/**
	 * Splits photos at random.
	 * @param count how many photos there are
	 * @param random source of randomness
	 * @return the indices of each fifth; the fifths' sizes differ by one at most
	 */
	static List<int[]> folds(int count, Random random) {
		List<Integer> shuffled = new ArrayList<>(IntStream.range(0, count).boxed().toList());
		Collections.shuffle(shuffled, random);
		return IntStream.range(0, FOLDS)
			.mapToObj((fold) -> IntStream.range(0, count).filter((i) -> i % FOLDS == fold).map(shuffled::get).toArray())
			.toList();
	}

	private static int[] allBut(int fold, List<int[]> folds) {
		return IntStream.range(0, FOLDS).filter((i) -> i != fold).flatMap((i) -> IntStream.of(folds.get(i))).toArray();
	}

	private record Repetition(double animals, double other, double calibrationError) {
	}

}
