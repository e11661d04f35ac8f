package dev.animals.drift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.animals.model.CalibrationFile;
import dev.animals.model.ModelFolder;
import dev.animals.rules.DriftAlert;
import dev.animals.rules.ModelReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests the drift alerts as Java computes them. {@code make drift-replay} shows that
 * Prometheus computes the same.
 */
class DriftAlertsTests {

	private static final Path REPOSITORY = Path.of("../..");

	private final DriftAlerts alerts = new DriftAlerts(ModelReference
		.of(ModelFolder.read(REPOSITORY.resolve("function/model/lite0/calibration.yaml"), CalibrationFile.class)));

	@Test
	void noneFiresForPhotosLikeTheReference() throws IOException {
		assertThat(this.alerts.of(window(Corruption.CLEAN, 600))).isEmpty();
	}

	@Test
	void noticeBlurredPhotos() throws IOException {
		assertThat(this.alerts.of(window(Corruption.BLUR, 600))).contains(DriftAlert.PREDICTION_DRIFT,
				DriftAlert.FEW_ANIMALS);
	}

	@Test
	void knowNoIndexWithFewerThanFiftyPhotosABin() throws IOException {
		assertThat(this.alerts.indices(window(Corruption.CLEAN, 499))).containsOnlyKeys("groups", "verdicts");
		assertThat(this.alerts.indices(window(Corruption.CLEAN, 500))).containsKeys("confidence", "brightness");
	}

	@Test
	void allowMoreDriftIfFewerPhotosAreCompared() {
		// With nine degrees of freedom, the noise floor is 21.67 · (1/100 + 1/152). If it
		// is below 0.2, the threshold is 0.2.
		assertThat(this.alerts.threshold("confidence", 100)).isCloseTo(0.359, within(0.001));
		assertThat(this.alerts.threshold("confidence", 600)).isEqualTo(0.2);
	}

	@ParameterizedTest
	@EnumSource
	void fireAfterTheTimeThatTheReplayAssumes(DriftAlert alert) throws IOException {
		String file = Files.readString(REPOSITORY.resolve("monitoring/alerts/drift.yaml"));
		assertThat(file.split("  - alert: ", -1)).filteredOn((rule) -> rule.startsWith(alert + "\n"))
			.singleElement()
			.asString()
			.contains("    for: " + Replay.HELD + "m\n");
	}

	private static List<StoredPrediction> window(Corruption corruption, int photos) throws IOException {
		List<StoredPrediction> stored = StoredPrediction.read(REPOSITORY.resolve("monitoring/drift/predictions.tsv"))
			.stream()
			.filter((prediction) -> prediction.corruption() == corruption)
			.toList();
		return new Random(1).ints(photos, 0, stored.size()).mapToObj(stored::get).toList();
	}

}
