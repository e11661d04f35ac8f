package dev.animals.calibration;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The expected calibration error: the difference between confidence and accuracy,
 * averaged over bins of equal width and weighted by the photos in each bin (Guo et al.,
 * ICML 2017).
 */
final class CalibrationError {

	static final int BINS = 15;

	private CalibrationError() {
	}

	/**
	 * An answer, and whether it is right.
	 *
	 * @param confidence the answer's confidence, in 0–1
	 * @param right whether the answer is right
	 */
	record Judged(double confidence, boolean right) {
	}

	/**
	 * Computes the error.
	 * @param answers at least one answer
	 * @return the error, in 0–1
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
	 * Computes the error that a perfectly calibrated network would seem to have. In a bin
	 * of few photos, confidence and accuracy differ by chance, so a smaller error than
	 * this one does not show that a network is miscalibrated.
	 * @param answers answers whose confidences are treated as the true probabilities
	 * @param draws how many random draws of right and wrong to average over
	 * @param seed seed of the draws
	 * @return the error, in 0–1
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
