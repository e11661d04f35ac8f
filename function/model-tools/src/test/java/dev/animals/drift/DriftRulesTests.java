package dev.animals.drift;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * That they are Prometheus' own, {@code make drift-replay} shows.
 */
class DriftRulesTests {

	private static final Path MONITORING = Path.of("../monitoring");

	private final DriftRules rules = new DriftRules(MONITORING.resolve("rules/reference.yaml"), "lite0-1.0.0");

	DriftRulesTests() throws IOException {
	}

	@Test
	void areSilentForPhotosLikeTheReference() throws IOException {
		assertThat(this.rules.alerts(window(Corruption.CLEAN, 600))).isEmpty();
	}

	@Test
	void seeThatPhotosAreBlurred() throws IOException {
		assertThat(this.rules.alerts(window(Corruption.BLUR, 600))).contains("AnimalsPredictionDrift",
				"AnimalsFewAnimals");
	}

	@Test
	void knowNoIndexBelowFiftyPhotosABin() throws IOException {
		assertThat(this.rules.psi(window(Corruption.CLEAN, 499))).containsOnlyKeys("groups", "verdicts");
		assertThat(this.rules.psi(window(Corruption.CLEAN, 500))).containsKeys("confidence", "brightness");
	}

	@Test
	void allowMoreWhereFewerPhotosStandBehind() {
		// Nine degrees of freedom: 21.67 · (1/500 + 1/152), and below 0.2 the limit is
		// 0.2.
		assertThat(this.rules.threshold("confidence", 100)).isCloseTo(0.359, within(0.001));
		assertThat(this.rules.threshold("confidence", 600)).isEqualTo(0.2);
	}

	private static List<StoredPrediction> window(Corruption corruption, int photos) throws IOException {
		List<StoredPrediction> stored = StoredPrediction.read(MONITORING.resolve("drift/predictions.tsv"))
			.stream()
			.filter((prediction) -> prediction.corruption() == corruption)
			.toList();
		return new Random(1).ints(photos, 0, stored.size()).mapToObj(stored::get).toList();
	}

}
