package dev.animals.drift;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.animals.model.CalibrationFile;
import dev.animals.model.ModelFolder;
import dev.animals.rules.DriftAlert;
import dev.animals.rules.ModelReference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests the drift alerts as Java computes them. {@code make drift-replay} shows that
 * Prometheus computes the same.
 */
class DriftAlertsTests {

	private static final Path REPOSITORY = Path.of("../..");

	private final List<StoredPrediction> stored = StoredPrediction
		.read(REPOSITORY.resolve("monitoring/drift/predictions.tsv"));

	private final DriftAlerts alerts = new DriftAlerts(
			ModelReference.of(ModelFolder.read(REPOSITORY.resolve("function/model/lite0/calibration.yaml"),
					CalibrationFile.class)),
			this.stored.stream()
				.filter((photo) -> photo.corruption() == Corruption.CLEAN && photo.isBaseline(0))
				.toList());

	DriftAlertsTests() throws IOException {
	}

	@Test
	void noneFiresForPhotosOfTheOtherHalf() {
		assertThat(this.alerts.of(window(Corruption.CLEAN, 600))).isEmpty();
	}

	@Test
	void noticeBlurredPhotos() {
		assertThat(this.alerts.of(window(Corruption.BLUR, 600))).contains(DriftAlert.PREDICTION_DRIFT,
				DriftAlert.FEW_ANIMALS);
	}

	@Test
	void noticeBySlightBlurThatTheContentChanged() {
		assertThat(this.alerts.of(window(Corruption.SLIGHT_BLUR, 600))).contains(DriftAlert.CONTENT_DRIFT)
			.doesNotContain(DriftAlert.INPUT_DRIFT);
	}

	@Test
	void knowNoIndexWithFewerThanTenPhotosABin() {
		assertThat(this.alerts.indices(window(Corruption.CLEAN, 99))).containsOnlyKeys("verdicts");
		assertThat(this.alerts.indices(window(Corruption.CLEAN, 100))).containsKeys("confidence", "brightness",
				"content-1", "content-16", "content");
	}

	@Test
	void useTheMeanOfTheProjectionsForTheContent() {
		Map<String, Double> indices = this.alerts.indices(window(Corruption.SLIGHT_BLUR, 600));
		assertThat(indices.get("content")).isCloseTo(IntStream.rangeClosed(1, 16)
			.mapToDouble((number) -> requireNonNull(indices.get("content-" + number)))
			.average()
			.orElseThrow(), within(1e-9));
	}

	@Test
	void allowMoreDriftIfFewerPhotosAreCompared() {
		// With nine degrees of freedom, the noise floor is 24.28 · (1/100 + 1/m) for m
		// photos of the baseline. If it is below 0.25, the threshold is 0.25.
		int baseline = requireNonNull(this.alerts.baseline().get("confidence")).photos();
		assertThat(this.alerts.threshold("confidence", 100)).isCloseTo(24.28 * (0.01 + 1.0 / baseline), within(0.002));
		assertThat(this.alerts.threshold("confidence", 2000)).isEqualTo(0.25);
		assertThat(this.alerts.threshold("content", 2000)).isEqualTo(0.15);
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

	private List<StoredPrediction> window(Corruption corruption, int photos) {
		List<StoredPrediction> from = this.stored.stream()
			.filter((prediction) -> prediction.corruption() == corruption && !prediction.isBaseline(0))
			.toList();
		return new Random(1).ints(photos, 0, from.size()).mapToObj(from::get).toList();
	}

}
