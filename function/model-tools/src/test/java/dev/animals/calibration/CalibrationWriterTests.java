package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.animals.classification.Calibration;
import dev.animals.model.CalibrationFile;
import dev.animals.model.ModelFolder;
import dev.animals.model.Reference;

import static org.assertj.core.api.Assertions.assertThat;

class CalibrationWriterTests {

	@TempDir
	private Path folder;

	@Test
	void writesWhatTheServiceReads() {
		Path file = this.folder.resolve("calibration.yaml");
		CalibrationFile calibration = new CalibrationFile(new Calibration(0.8, 0.4, 0.1, 7.5),
				Map.of("model", "lite0-1.2.0"), Reference.NONE);
		CalibrationWriter.write(calibration, "lite0", file);
		assertThat(ModelFolder.read(file, CalibrationFile.class)).isEqualTo(calibration);
	}

	@Test
	void leavesOutAMissingEnergyThreshold() throws IOException {
		Path file = this.folder.resolve("calibration.yaml");
		CalibrationWriter.write(new CalibrationFile(new Calibration(1, 0, 0, null), Map.of(), Reference.NONE), "digits",
				file);
		assertThat(Files.readString(file)).doesNotContain("energy: null");
		assertThat(ModelFolder.read(file, CalibrationFile.class).calibration().energy()).isNull();
	}

	@Test
	void updatesTheDigestThatTheDescriptionStates() throws IOException {
		Path file = Files.writeString(this.folder.resolve("calibration.yaml"), "new");
		Path description = this.folder.resolve("model.yaml");
		Files.writeString(description, "files:\n  calibration.yaml: old\n  calibration-int8.yaml: other\n");
		CalibrationWriter.updateDigest(file);
		assertThat(description).hasContent(
				"files:\n  calibration.yaml: %s\n  calibration-int8.yaml: other\n".formatted(ModelFolder.sha256(file)));
	}

	@Test
	void changesNoDescriptionWithoutThatDigest() throws IOException {
		Path file = Files.writeString(this.folder.resolve("calibration.yaml"), "new");
		Path description = Files.writeString(this.folder.resolve("model.yaml"), "files:\n  labels.tsv: old\n");
		CalibrationWriter.updateDigest(file);
		assertThat(description).hasContent("files:\n  labels.tsv: old\n");
	}

}
