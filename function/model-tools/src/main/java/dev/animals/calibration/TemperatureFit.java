package dev.animals.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The temperature that makes what was labelled most likely: it minimises the negative log
 * likelihood (Guo et al., On Calibration of Modern Neural Networks, ICML 2017).
 * <p>
 * A photo may have several right classes, because it does not tell a crocodile from
 * another. What is known is then that one of them is right, and the probability of that
 * is the sum of theirs. To take the best of them instead would hold it against the
 * network that it shares its probability among classes that nobody can tell apart.
 * <p>
 * With sums the loss need not be convex, so that all of a grid is tried. Its step is far
 * below what so few photos can tell.
 */
final class TemperatureFit {

	private static final double STEP = 0.01;

	/** From 0.2 to 5. */
	private static final double[] GRID = IntStream.rangeClosed(20, 500).mapToDouble((i) -> i * STEP).toArray();

	/** For each photo its loss at each temperature of the grid. */
	private final double[][] losses;

	/**
	 * Computes all losses.
	 * @param animals photos with at least one accepted class
	 */
	TemperatureFit(List<Observation> animals) {
		this.losses = animals.stream()
			.map((animal) -> Arrays.stream(GRID)
				.map((temperature) -> loss(animal.logits(), animal.photo().accepted(), temperature))
				.toArray())
			.toArray(double[][]::new);
	}

	/**
	 * Fits to all photos.
	 * @return the temperature, in steps of 0.01
	 */
	double fit() {
		return fit(IntStream.range(0, this.losses.length).toArray());
	}

	/**
	 * Fits to some of the photos.
	 * @param photos their indices, which may repeat
	 * @return the temperature, in steps of 0.01
	 */
	double fit(int[] photos) {
		double[] sums = new double[GRID.length];
		for (int photo : photos) {
			for (int i = 0; i < sums.length; i++) {
				sums[i] += this.losses[photo][i];
			}
		}
		int best = IntStream.range(0, sums.length).reduce(0, (a, b) -> (sums[b] < sums[a]) ? b : a);
		return Numbers.round(GRID[best], 2);
	}

	/**
	 * The mean loss of all photos.
	 * @param temperature one of the grid's
	 * @return the negative log likelihood of a photo, in nats
	 */
	double meanLoss(double temperature) {
		int i = (int) Math.round((temperature - GRID[0]) / STEP);
		return Arrays.stream(this.losses).mapToDouble((losses) -> losses[i]).average().orElseThrow();
	}

	/**
	 * The interval that 95 in 100 temperatures are in that are fitted to as many photos
	 * drawn with replacement from these (percentile bootstrap; Efron and Tibshirani, An
	 * Introduction to the Bootstrap, 1993).
	 * @param resamples how often to draw
	 * @param seed of the draws
	 * @return its two ends
	 */
	List<Double> interval(int resamples, long seed) {
		Random random = new Random(seed);
		int count = this.losses.length;
		double[] fitted = IntStream.range(0, resamples)
			.mapToDouble((_) -> fit(random.ints(count, 0, count).toArray()))
			.sorted()
			.toArray();
		return List.of(fitted[(int) (0.025 * resamples)], fitted[(int) (0.975 * resamples)]);
	}

	private static double loss(float[] logits, Set<Integer> accepted, double temperature) {
		double largest = Double.NEGATIVE_INFINITY;
		for (float logit : logits) {
			largest = Math.max(largest, logit);
		}
		double all = 0;
		for (float logit : logits) {
			all += Math.exp((logit - largest) / temperature);
		}
		double largestAccepted = accepted.stream().mapToDouble((i) -> logits[i]).max().orElseThrow();
		double right = accepted.stream()
			.mapToDouble((i) -> Math.exp((logits[i] - largestAccepted) / temperature))
			.sum();
		return Math.log(all) - Math.log(right) + (largest - largestAccepted) / temperature;
	}

}
