package dev.animals.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PrecisionSettingTests {

	private static final ModelDescription DESCRIPTION = ModelFolder.read(Path.of("model/lite0/model.yaml"),
			ModelDescription.class);

	private static final Set<String> NEW = Set.of("avx2", "avx512_bf16", "avx512_vnni");

	private static final Set<String> OLD = Set.of("avx2");

	@TempDir
	private Path folder;

	@BeforeEach
	void writeFiles() throws IOException {
		for (String name : new String[] { "packed.pt", "calibration-int8.yaml", "calibration-bfloat16.yaml" }) {
			Files.createFile(this.folder.resolve(name));
		}
	}

	@Test
	void automaticallyChoosesTheFastestPrecisionOfTheProcessor() {
		assertThat(choose(PrecisionSetting.AUTO, NEW)).isEqualTo(Precision.INT8);
		assertThat(choose(PrecisionSetting.AUTO, Set.of("avx512_vnni"))).isEqualTo(Precision.INT8);
		assertThat(choose(PrecisionSetting.AUTO, Set.of("avx512_bf16"))).isEqualTo(Precision.BFLOAT16);
		assertThat(choose(PrecisionSetting.AUTO, OLD)).isEqualTo(Precision.FLOAT32);
		assertThat(choose(PrecisionSetting.AUTO, Set.of())).isEqualTo(Precision.FLOAT32);
	}

	@Test
	void onnxRuntimeComputesInt8OnEveryProcessor() throws IOException {
		Files.createFile(this.folder.resolve("int8.onnx"));
		ModelDescription description = ModelFolder.read(Path.of("model/lite0-onnxruntime/model.yaml"),
				ModelDescription.class);
		assertThat(PrecisionSetting.AUTO.choose(this.folder, description, OLD)).isEqualTo(Precision.INT8);
		assertThat(PrecisionSetting.INT8.choose(this.folder, description, OLD)).isEqualTo(Precision.INT8);
		assertThatExceptionOfType(InvalidModelException.class)
			.isThrownBy(() -> PrecisionSetting.FLOAT32.choose(this.folder, description, NEW))
			.withMessageContaining("has no network in float32. It has: int8.");
	}

	@Test
	void aPinnedPrecisionIsTheSameOnEveryProcessorThatHasIt() {
		assertThat(choose(PrecisionSetting.FLOAT32, NEW)).isEqualTo(Precision.FLOAT32);
		assertThat(choose(PrecisionSetting.BFLOAT16, NEW)).isEqualTo(Precision.BFLOAT16);
		assertThat(choose(PrecisionSetting.INT8, NEW)).isEqualTo(Precision.INT8);
		assertThat(choose(PrecisionSetting.FLOAT32, OLD)).isEqualTo(Precision.FLOAT32);
	}

	@ParameterizedTest
	@EnumSource(names = { "BFLOAT16", "INT8" })
	void aPinnedPrecisionFailsOnAProcessorWithoutIt(PrecisionSetting setting) {
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> choose(setting, OLD))
			.withMessageContaining("This processor does not compute in")
			.withMessageContaining("animals.model.precision");
	}

	@Test
	void automaticallyLeavesOutAPrecisionWithoutACalibration() throws IOException {
		Files.delete(this.folder.resolve("calibration-int8.yaml"));
		assertThat(choose(PrecisionSetting.AUTO, NEW)).isEqualTo(Precision.BFLOAT16);
	}

	@Test
	void aPinnedPrecisionNeedsACalibration() throws IOException {
		Files.delete(this.folder.resolve("calibration-int8.yaml"));
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> choose(PrecisionSetting.INT8, NEW))
			.withMessageContaining("calibration-int8.yaml is missing");
	}

	@Test
	void thePlainNetworkComputesOnlyInFloat32() throws IOException {
		Files.delete(this.folder.resolve("packed.pt"));
		assertThat(choose(PrecisionSetting.AUTO, NEW)).isEqualTo(Precision.FLOAT32);
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> choose(PrecisionSetting.INT8, NEW))
			.withMessageContaining("has no network in int8");
	}

	@ParameterizedTest
	@EnumSource(mode = Mode.EXCLUDE, names = "FLOAT32")
	void everyPrecisionButFloat32IsPartOfTheIdentity(Precision precision) {
		assertThat(DESCRIPTION.versionedName(precision))
			.isEqualTo(DESCRIPTION.versionedName(Precision.FLOAT32) + "-" + precision);
	}

	private Precision choose(PrecisionSetting setting, Set<String> flags) {
		return setting.choose(this.folder, DESCRIPTION, flags);
	}

}
