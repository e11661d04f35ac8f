package dev.animals.release.judge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DriftTests {

	private static final TreeMap<String, Long> ONE = new TreeMap<>(Map.of("cat", 80L, "dog", 20L));

	private static final TreeMap<String, Long> OTHER = new TreeMap<>(Map.of("cat", 50L, "dog", 50L));

	@Test
	void totalVariationIsTheShareThatIsElsewhere() {
		assertThat(Drift.totalVariation(ONE, OTHER)).isCloseTo(0.3, within(1e-9));
	}

	/** (80.5 − 50.5) / 101 · ln(80.5 · 50.5 / (20.5 · 50.5)). */
	@Test
	void stabilityIndexIsTheSumOverBins() {
		assertThat(Drift.stabilityIndex(ONE, OTHER)).isCloseTo(30.0 / 101 * Math.log(80.5 / 20.5), within(1e-9));
	}

	/**
	 * The 99.6 % quantile of chi-squared with one degree of freedom is 8.28. The formula
	 * approximates it.
	 */
	@Test
	void noiseFloorIsWhatOneIn250Exceeds() {
		assertThat(Drift.noiseFloor(ONE, OTHER)).isCloseTo(8.28 * 2 / 100, within(0.005));
	}

	@Test
	void theQuantileIsThatOfTheRules() throws IOException {
		assertThat(Files.readString(Path.of("../../monitoring/rules/drift.yaml")))
			.contains("+ %s * sqrt(".formatted(Drift.QUANTILE));
	}

	@Test
	void findsTheBinsThatTheCandidateHasMoreOften() {
		assertThat(Drift.moreOften(ONE, OTHER)).containsExactly("cat");
	}

}
