package dev.animals.calibration;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the temperature under which the labels are most likely: it minimises the negative
 * log likelihood (Guo et al., On Calibration of Modern Neural Networks, ICML 2017).
 * <p>
 * A photo can have several right classes, for example if it could show either of two
 * crocodiles. The probability that one of them is right is the sum of their
 * probabilities. Counting only the most probable one would penalise a network that
 * spreads its probability over classes that the photo does not distinguish.
 * <p>
 * With sums the loss need not be convex, so every temperature of a grid is tried. The
 * step of the grid is much smaller than the uncertainty that comes from so few photos.
 */
final class TemperatureFit {

	private static final double STEP = 0.01;

	/** The temperatures of the grid, from 0.2 to 5. */
	private static final double[] GRID = IntStream.rangeClosed(20, 500).mapToDouble((i) -> i * STEP).toArray();

	/** Each photo's loss at each temperature of the grid. */
	private final double[][] losses;

	/**
	 * Computes all losses.
	 * @param animals photos of animals that have a class
	 */
	TemperatureFit(List<Observation> animals) {
		this.losses = animals.stream()
			.map((animal) -> Arrays.stream(GRID)
				.map((temperature) -> loss(animal.logits(), animal.accepted(), temperature))
				.toArray())
			.toArray(double[][]::new);
	}

	/**
	 * Fits the temperature to all photos.
	 * @return the temperature, in steps of 0.01
	 */
	double fit() {
		return fit(IntStream.range(0, this.losses.length).toArray());
	}

	/**
	 * Fits the temperature to some of the photos.
	 * @param photos the photos' indices, which may repeat
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
	 * Returns the mean loss of all photos.
	 * @param temperature a temperature of the grid
	 * @return the mean negative log likelihood of a photo, in nats
	 */
	double meanLoss(double temperature) {
		int i = (int) Math.round((temperature - GRID[0]) / STEP);
		return Arrays.stream(this.losses).mapToDouble((losses) -> losses[i]).average().orElseThrow();
	}

	/**
	 * Returns the 95 % interval of the temperature: the temperature is fitted again to
	 * samples of the same size, drawn with replacement (percentile bootstrap; Efron and
	 * Tibshirani, An Introduction to the Bootstrap, 1993).
	 * @param resamples how often to draw
	 * @param seed seed of the draws
	 * @return the interval's two ends
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
