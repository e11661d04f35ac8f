package dev.animals.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.classification.ClassLabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ModelFolderTests {

	@ParameterizedTest
	@ValueSource(strings = { "lite0", "lite2" })
	void opensAModelThatShips(String name) {
		ModelFolder folder = ModelFolder.open(Path.of("model", name));
		assertThat(folder.description().name()).isEqualTo(name);
		assertThat(folder.description().engine()).isEqualTo("PyTorch");
		assertThat(folder.labels()).hasSize(1000);
		assertThat(folder.labels().stream().filter(ClassLabel::isAnimal)).hasSize(398);
		assertThat(folder.labels()).extracting(ClassLabel::label).doesNotHaveDuplicates();
		assertThat(folder.networks()).extracting(Path::getFileName)
			.containsExactly(Path.of("packed.pt"), Path.of("plain.pt"));
		assertThat(folder.calibration().calibration().temperature()).isPositive();
	}

	/** The tests of the image only require a licence that is in the folder. */
	@ParameterizedTest
	@ValueSource(strings = { "lite0", "lite0-onnxruntime", "lite2" })
	void aShippedModelHasALicence(String name) {
		assertThat(Path.of("model", name, "LICENSE")).isNotEmptyFile();
	}

	@Test
	void opensTheSameModelForOnnxRuntime() {
		ModelFolder folder = ModelFolder.open(Path.of("model/lite0-onnxruntime"), PrecisionSetting.AUTO);
		assertThat(folder.description().engine()).isEqualTo("OnnxRuntime");
		assertThat(folder.versionedName()).startsWith("lite0-onnxruntime-").endsWith("-int8");
		assertThat(folder.labels()).isEqualTo(ModelFolder.open(Path.of("model/lite0")).labels());
		assertThat(folder.networks()).extracting(Path::getFileName).containsExactly(Path.of("int8.onnx"));
	}

	@Test
	void readsTheEverydayNamesOfTheAnimals() {
		ClassLabel lemur = ModelFolder.open(Path.of("model/lite0")).labels().get(383);
		assertThat(lemur).isEqualTo(new ClassLabel("Madagascar cat", "monkey and ape", "ring-tailed lemur",
				List.of("mammal", "lemur", "primate")));
	}

	@Test
	void readsTheClassesInTheOrderOfTheLogits() {
		assertThat(ModelFolder.open(Path.of("model/lite0")).labels().get(105).label()).isEqualTo("koala");
	}

	@Test
	void opensAFolderWithoutOneOfTheNetworks(@TempDir Path copy) throws IOException {
		copy(copy);
		Files.delete(copy.resolve("plain.pt"));
		assertThat(ModelFolder.open(copy).networks()).containsExactly(copy.resolve("packed.pt"));
	}

	@Nested
	class Failures {

		@Test
		void rejectsAChangedNetwork(@TempDir Path copy) throws IOException {
			copy(copy);
			Files.write(copy.resolve("packed.pt"), new byte[] { 0 }, StandardOpenOption.APPEND);
			assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> ModelFolder.open(copy))
				.withMessageContaining("packed.pt of the model was changed or is incomplete")
				.withMessageContaining("SHA-256");
		}

		@Test
		void rejectsChangedLabels(@TempDir Path copy) throws IOException {
			copy(copy);
			Files.writeString(copy.resolve("labels.tsv"), "0\tkoala\tdog\n");
			assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> ModelFolder.open(copy))
				.withMessageContaining("labels.tsv of the model was changed");
		}

		@Test
		void rejectsAnyOtherChangedFile(@TempDir Path copy) throws IOException {
			copy(copy);
			String description = Files.readString(copy.resolve("model.yaml"));
			Files.writeString(copy.resolve("model.yaml"),
					description.replace("  labels.tsv:", "  card.md: 00\n  labels.tsv:"));
			Files.writeString(copy.resolve("card.md"), "changed");
			assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> ModelFolder.open(copy))
				.withMessageContaining("card.md of the model was changed");
		}

		@Test
		void rejectsAFolderWithoutAModel(@TempDir Path empty) {
			assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> ModelFolder.open(empty))
				.withMessageContaining("Cannot read the file")
				.withMessageContaining("model.yaml");
		}

		@Test
		void rejectsAMalformedDescription(@TempDir Path copy) throws IOException {
			copy(copy);
			Files.writeString(copy.resolve("model.yaml"), "files: [");
			assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> ModelFolder.open(copy))
				.withMessageContaining("model.yaml of the model is malformed");
		}

		@Test
		void rejectsNetworksThatDoNotRunOnThisMachine(@TempDir Path copy) throws IOException {
			copy(copy);
			for (String network : new String[] { "packed.pt", "plain.pt" }) {
				Files.writeString(copy.resolve(network), "no network");
			}
			ModelFolder whole = ModelFolder.open(Path.of("model/lite0"));
			ModelFolder broken = new ModelFolder(copy, whole.description(), Precision.FLOAT32, whole.calibration(),
					whole.labels());
			assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> DjlModel.load(broken, 1))
				.withMessageContaining("runs in float32 on this machine");
		}

	}

	/** Copies a model, so that a test can change it. */
	private static void copy(Path target) throws IOException {
		try (Stream<Path> files = Files.list(Path.of("model/lite0"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
			}
		}
	}

}
