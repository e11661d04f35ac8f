package dev.animals.release.baseline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.animals.release.judge.Drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SpreadTests {

	private static final List<String> BINS = List.of("a", "b", "c", "d");

	@Test
	void isNoneIfAllWindowsAreEqual() {
		assertThat(Spread.between(Collections.nCopies(10, Map.of("a", 70L, "b", 30L)))).hasValue(0);
	}

	/**
	 * The variance of 0.6 and 0.4 is 0.02. Relative to the variance of one photo, 0.5 ·
	 * 0.5, that is 0.08; the index is the logarithmic form of this ratio.
	 */
	@Test
	void isTheVarianceOfWindowsThatDiffer() {
		assertThat(Spread.between(List.of(Map.of("a", 600_000L, "b", 400_000L), Map.of("a", 400_000L, "b", 600_000L)))
			.getAsDouble()).isCloseTo(0.08, within(0.0015));
	}

	@Test
	void isUnknownForASingleWindow() {
		assertThat(Spread.between(List.of(Map.of("a", 70L, "b", 30L)))).isEmpty();
	}

	@Test
	void isNearlyNoneIfWindowsDifferOnlyByChance() {
		assertThat(Spread.between(windows(new Random(1), 500, 0)).getAsDouble()).isLessThan(0.0005);
	}

	/**
	 * In a Dirichlet-multinomial distribution the variance is 1 / (concentration + 1).
	 */
	@Test
	void recoversTheVarianceOfASimulation() {
		for (int concentration : new int[] { 20, 100, 500 }) {
			double variance = 1.0 / (concentration + 1);
			assertThat(Spread.between(windows(new Random(concentration), 500, concentration)).getAsDouble())
				.as("concentration %d", concentration)
				.isCloseTo(variance, within(0.15 * variance));
		}
	}

	@Test
	void preventsAnAlertInHoursThatDifferEveryDay() {
		Map<String, Long> usual = Map.of("a", 100L, "b", 100L);
		Map<String, Long> morning = Map.of("a", 180L, "b", 20L);
		List<Map<String, Long>> hours = IntStream.range(0, 14 * 24)
			.mapToObj((hour) -> (hour % 24 < 3) ? morning : usual)
			.toList();
		double spread = Spread.between(hours).getAsDouble();
		Map<String, Long> all = Bins.sum(hours);
		double quantile = Drift.noiseFloor(morning, all) / (1.0 / 200 + 1.0 / Bins.photos(all));
		assertThat(Drift.stabilityIndex(morning, all))
			.isLessThan(Drift.noiseFloor(morning, all) + quantile * spread + 1e-9)
			.isGreaterThan(Drift.noiseFloor(morning, all));
	}

	/** If each window were compared as if it were not part of the sum, it would be 0. */
	@Test
	void recoversTheVarianceOfPairsOnAverage() {
		Random random = new Random(2);
		double mean = IntStream.range(0, 2000)
			.mapToDouble((_) -> Spread.between(windows(random, 2, 20)).getAsDouble())
			.average()
			.orElseThrow();
		assertThat(mean).isCloseTo(1.0 / 21, within(0.006));
	}

	@Test
	void ignoresHoursAndDaysWithFewPhotos() {
		List<Map<String, Long>> hours = new ArrayList<>(Collections.nCopies(48, Map.of("a", 0L, "b", 0L)));
		hours.set(3, Map.of("a", 49L, "b", 0L));
		hours.set(5, Map.of("a", 0L, "b", 50L));
		hours.set(30, Map.of("a", 60L, "b", 60L));
		Spread spread = Spread.of(hours);
		assertThat(spread.hours()).isEqualTo(2);
		assertThat(spread.days()).isZero();
	}

	@Test
	void takesTheSpreadOfHoursForThatOfASingleDay() {
		Spread spread = Spread.of(hours(30, 200));
		assertThat(spread.days()).isZero();
		assertThat(spread.day()).isEqualTo(spread.hour()).isNotEmpty();
	}

	@Test
	void comparesWholeDays() {
		Spread spread = Spread.of(hours(24 * 3 + 5, 200));
		assertThat(spread.days()).isEqualTo(3);
		assertThat(spread.hours()).isEqualTo(24 * 3 + 5);
		assertThat(spread.day().getAsDouble()).isLessThan(spread.hour().getAsDouble());
	}

	@Test
	void joinsHoursIfEachHasTooFewPhotos() {
		Spread spread = Spread.of(hours(24, 20));
		assertThat(spread.hours()).isEqualTo(8);
		assertThat(spread.hour()).isNotEmpty();
	}

	/** Returns windows of 100 to 400 photos; a concentration of 0 is chance alone. */
	private static List<NavigableMap<String, Long>> windows(Random random, int number, int concentration) {
		return IntStream.range(0, number)
			.mapToObj((_) -> window(random, concentration, 100 + random.nextInt(301)))
			.toList();
	}

	private static List<NavigableMap<String, Long>> hours(int number, int photos) {
		Random random = new Random(number);
		return IntStream.range(0, number).mapToObj((_) -> window(random, 50, photos)).toList();
	}

	private static NavigableMap<String, Long> window(Random random, int concentration, int photos) {
		double[] shares = { 0.4, 0.3, 0.2, 0.1 };
		if (concentration > 0) {
			for (int bin = 0; bin < shares.length; bin++) {
				shares[bin] = gamma(random, Math.toIntExact(Math.round(shares[bin] * concentration)));
			}
		}
		double all = shares[0] + shares[1] + shares[2] + shares[3];
		NavigableMap<String, Long> window = new TreeMap<>();
		BINS.forEach((bin) -> window.put(bin, 0L));
		for (int i = 0; i < photos; i++) {
			double left = random.nextDouble() * all;
			int bin = 0;
			while (bin < shares.length - 1 && left >= shares[bin]) {
				left -= shares[bin++];
			}
			window.merge(BINS.get(bin), 1L, Long::sum);
		}
		return window;
	}

	/** A gamma-distributed number with a whole shape is a sum of exponential ones. */
	private static double gamma(Random random, int shape) {
		return IntStream.range(0, shape).mapToDouble((_) -> -Math.log(1 - random.nextDouble())).sum();
	}

}
