package dev.animals.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

/**
 * Models that {@code make import} wrote from a TorchScript and an ONNX file. The program
 * {@code fixtures.py} of the import made them, and ran the original network in PyTorch.
 */
class ImportedModelTests {

	private static final Path MODELS = Path.of("src/test/resources/models");

	/**
	 * The tolerated difference in a logit; logits span about 20. Resizing a photo in
	 * different libraries may differ by one level in 256.
	 */
	private static final float TOLERANCE = 0.05f;

	private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.defaults());

	@ParameterizedTest
	@ValueSource(strings = { "digits", "digits-onnxruntime" })
	void returnTheLogitsOfTheOriginalNetwork(String name) throws IOException {
		ModelFolder folder = ModelFolder.open(MODELS.resolve(name));
		JsonNode expected = new JsonMapper().readTree(Files.readString(MODELS.resolve("logits.json")));
		assertThat(expected.size()).isEqualTo(4);
		try (DjlModel model = DjlModel.load(folder, 1)) {
			for (Map.Entry<String, JsonNode> photo : expected.properties()) {
				byte[] bytes = Files.readAllBytes(MODELS.resolve(photo.getKey() + ".png"));
				float[] logits = model.logits(DECODER.decode(bytes, folder.description().input().side()));
				assertThat(logits).hasSize(photo.getValue().size());
				for (int i = 0; i < logits.length; i++) {
					assertThat(logits[i]).isCloseTo((float) photo.getValue().get(i).asDouble(), within(TOLERANCE));
				}
			}
		}
	}

	@Test
	void nameTheirOwnEngineAndSubject() {
		ModelDescription description = ModelFolder.open(MODELS.resolve("digits-onnxruntime")).description();
		assertThat(description.engine()).isEqualTo("OnnxRuntime");
		assertThat(description.subject().name()).isEqualTo("digit");
		assertThat(description.input().mean()).isEqualTo(List.of(127.5, 127.5, 127.5));
	}

	@Test
	void needNoReferenceAndNoEnergyThreshold() {
		CalibrationFile calibration = ModelFolder.open(MODELS.resolve("digits")).calibration();
		assertThat(calibration.reference()).isEqualTo(Reference.NONE);
		assertThat(calibration.calibration().energy()).isNull();
		assertThat(calibration.calibration().isKnown(-1000)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "calibration.yaml", "labels.tsv", "network.pt" })
	void areRejectedIfAnyFileWasChanged(String file, @TempDir Path copy) throws IOException {
		copy(copy);
		Files.write(copy.resolve(file), new byte[] { '\n' }, StandardOpenOption.APPEND);
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> ModelFolder.open(copy))
			.withMessageContaining(file + " of the model was changed");
	}

	@Test
	void areRejectedIfTheNumbersOfLabelsAndLogitsDiffer(@TempDir Path copy) throws IOException {
		copy(copy);
		Path labels = copy.resolve("labels.tsv");
		String digest = ModelFolder.sha256(labels);
		Files.writeString(labels, "11\tcomma\n", StandardOpenOption.APPEND);
		Path description = copy.resolve("model.yaml");
		Files.writeString(description, Files.readString(description).replace(digest, ModelFolder.sha256(labels)));
		assertThatExceptionOfType(InvalidModelException.class)
			.isThrownBy(() -> DjlModel.load(ModelFolder.open(copy), 1))
			.withMessageContaining("returns 11 logits, but its labels.tsv names 12 classes");
	}

	@Test
	void sayHowLongTheSidesOfADecodedPhotoNeedToBe() {
		List<Double> one = List.of(1.0);
		assertThat(new ModelDescription.Input(48, 192, one, one, "", "RGB", null).side()).isEqualTo(192);
		assertThat(new ModelDescription.Input(224, 224, one, one, "", "RGB", 256).side()).isEqualTo(256);
	}

	private static void copy(Path target) throws IOException {
		try (Stream<Path> files = Files.list(MODELS.resolve("digits"))) {
			for (Path file : files.toList()) {
				Files.copy(file, target.resolve(file.getFileName()));
			}
		}
	}

}
