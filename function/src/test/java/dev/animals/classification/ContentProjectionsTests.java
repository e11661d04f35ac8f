package dev.animals.classification;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ContentProjectionsTests {

	private static final int CLASSES = 1000;

	private final ContentProjections projections = new ContentProjections(CLASSES);

	@Test
	void areTheSameInEveryPod() {
		float[] logits = logits(7);
		assertThat(new ContentProjections(CLASSES).of(logits)).isEqualTo(this.projections.of(logits))
			.hasSize(ContentProjections.COUNT);
	}

	@Test
	void ignoreAConstantThatIsAddedToAllLogits() {
		float[] logits = logits(7);
		float[] shifted = logits.clone();
		for (int i = 0; i < CLASSES; i++) {
			shifted[i] += 3;
		}
		assertThat(this.projections.of(shifted)).containsExactly(this.projections.of(logits), within(1e-3));
	}

	@Test
	void preserveDistancesOnAverage() {
		double ratio = 0;
		for (int seed = 0; seed < 100; seed += 2) {
			float[] one = logits(seed);
			float[] other = logits(seed + 1);
			ratio += squaredDistance(this.projections.of(one), this.projections.of(other)) / ContentProjections.COUNT
					* CLASSES / squaredDistance(doubles(one), doubles(other)) / 50;
		}
		assertThat(ratio).isBetween(0.8, 1.2);
	}

	@Test
	void workForAModelWithTwoClasses() {
		assertThat(new ContentProjections(2).of(new float[] { 3, 1 })).hasSize(ContentProjections.COUNT)
			.contains(0.0)
			.doesNotContain(Double.NaN);
	}

	private static float[] logits(int seed) {
		Random random = new Random(seed);
		float[] logits = new float[CLASSES];
		for (int i = 0; i < CLASSES; i++) {
			logits[i] = (float) random.nextGaussian();
		}
		return logits;
	}

	private static double squaredDistance(double[] one, double[] other) {
		double sum = 0;
		for (int i = 0; i < one.length; i++) {
			sum += (one[i] - other[i]) * (one[i] - other[i]);
		}
		return sum;
	}

	private static double[] doubles(float[] values) {
		double[] doubles = new double[values.length];
		Arrays.setAll(doubles, (i) -> values[i]);
		return doubles;
	}

}
