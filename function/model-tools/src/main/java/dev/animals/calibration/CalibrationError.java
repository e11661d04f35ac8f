package dev.animals.calibration;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Expected calibration error: how far confidence and accuracy are apart, as the mean over
 * bins of equal width, weighted by how many photos are in each (Guo et al., ICML 2017).
 */
final class CalibrationError {

	static final int BINS = 15;

	private CalibrationError() {
	}

	/**
	 * An answer that was judged.
	 *
	 * @param confidence that it was given with, in 0–1
	 * @param right whether it was
	 */
	record Judged(double confidence, boolean right) {
	}

	/**
	 * The error.
	 * @param answers at least one
	 * @return in 0–1
	 */
	static double of(List<Judged> answers) {
		double[] gaps = new double[BINS];
		for (Judged answer : answers) {
			int bin = Math.min(BINS - 1, (int) (answer.confidence() * BINS));
			gaps[bin] += answer.confidence() - (answer.right() ? 1 : 0);
		}
		double sum = 0;
		for (double gap : gaps) {
			sum += Math.abs(gap);
		}
		return sum / answers.size();
	}

	/**
	 * The error that a perfectly calibrated network would seem to have, because in a bin
	 * of few photos confidence and accuracy differ by chance: the floor below which an
	 * error says nothing.
	 * @param answers whose confidences are taken for the true probabilities
	 * @param draws over how many draws of right and wrong to average
	 * @param seed of the draws
	 * @return in 0–1
	 */
	static double floor(List<Judged> answers, int draws, long seed) {
		Random random = new Random(seed);
		return IntStream.range(0, draws)
			.mapToDouble((_) -> of(answers.stream()
				.map((answer) -> new Judged(answer.confidence(), random.nextDouble() < answer.confidence()))
				.toList()))
			.average()
			.orElseThrow();
	}

}
