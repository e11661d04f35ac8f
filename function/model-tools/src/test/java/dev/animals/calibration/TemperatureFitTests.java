package dev.animals.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class TemperatureFitTests {

	private static final int CLASSES = 10;

	@ParameterizedTest
	@ValueSource(doubles = { 0.5, 1, 2 })
	void findsTheTemperatureThatLabelsWereDrawnWith(double temperature) {
		assertThat(new TemperatureFit(drawn(4000, temperature, 1)).fit()).isCloseTo(temperature,
				within(0.06 * temperature));
	}

	@Test
	void findsTheTemperatureIfSeveralClassesAreAccepted() {
		assertThat(new TemperatureFit(drawn(4000, 1.5, 2)).fit()).isCloseTo(1.5, within(0.15));
	}

	@Test
	void theLossOfEquallyProbableClassesIsTheLogarithmOfTheirNumber() {
		TemperatureFit fit = new TemperatureFit(List.of(observation(new float[CLASSES], Set.of(0))));
		assertThat(fit.meanLoss(1)).isCloseTo(Math.log(CLASSES), within(1e-12));
	}

	@Test
	void addsTheProbabilitiesOfAcceptedClasses() {
		TemperatureFit fit = new TemperatureFit(List.of(observation(new float[CLASSES], Set.of(0, 1))));
		assertThat(fit.meanLoss(1)).isCloseTo(Math.log(CLASSES / 2.0), within(1e-12));
	}

	@Test
	void doesNotOverflowForLargeLogits() {
		TemperatureFit fit = new TemperatureFit(
				List.of(observation(new float[] { 1000, 0 }, Set.of(1)), observation(new float[] { 5, 0 }, Set.of(0))));
		assertThat(fit.meanLoss(0.2)).isCloseTo(2500, within(1e-6));
	}

	@Test
	void givesTheSameIntervalInEachRun() {
		TemperatureFit fit = new TemperatureFit(drawn(200, 1, 1));
		assertThat(fit.interval(200, 7)).isEqualTo(fit.interval(200, 7));
		assertThat(fit.interval(200, 7).getFirst()).isLessThan(fit.fit());
		assertThat(fit.interval(200, 7).getLast()).isGreaterThan(fit.fit());
	}

	@Test
	void givesANarrowerIntervalForMorePhotos() {
		assertThat(width(new TemperatureFit(drawn(1000, 1, 1)))).isLessThan(width(new TemperatureFit(drawn(50, 1, 1))));
	}

	private static double width(TemperatureFit fit) {
		List<Double> interval = fit.interval(200, 7);
		return interval.getLast() - interval.getFirst();
	}

	/** Draws photos whose labels follow the softmax of their logits at a temperature. */
	private static List<Observation> drawn(int count, double temperature, int accepted) {
		Random random = new Random(42);
		List<Observation> drawn = new ArrayList<>();
		for (int photo = 0; photo < count; photo++) {
			float[] logits = new float[CLASSES];
			double[] weights = new double[CLASSES];
			double sum = 0;
			for (int i = 0; i < CLASSES; i++) {
				logits[i] = (float) (3 * random.nextGaussian());
				weights[i] = Math.exp(logits[i] / temperature);
				sum += weights[i];
			}
			double rest = random.nextDouble() * sum;
			int label = 0;
			while (label < CLASSES - 1 && rest > weights[label]) {
				rest -= weights[label];
				label++;
			}
			drawn.add(observation(logits, (accepted == 1) ? Set.of(label) : Set.of(label / 2 * 2, label / 2 * 2 + 1)));
		}
		return drawn;
	}

	private static Observation observation(float[] logits, Set<Integer> accepted) {
		return new Observation("drawn", accepted, logits, 0.5);
	}

}
