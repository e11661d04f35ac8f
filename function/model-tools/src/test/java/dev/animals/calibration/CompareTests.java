package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.animals.calibration.ComparisonVerdict.Outcome;
import dev.animals.classification.Subject;
import dev.animals.model.ModelDescription;
import dev.animals.model.ModelFolder;
import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Photos;
import dev.animals.program.InvalidInputException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Compares the shipped models with real photos. */
class CompareTests {

	private static final Path MODELS = Path.of("../model");

	@Test
	void findsNoPhotoThatDiffersBetweenAModelAndItself() throws IOException {
		Comparison comparison = Compare.compare(open("lite0:float32"), open(MODELS + "/lite0:float32"),
				Photos.shipped());
		assertThat(comparison.photos()).hasSize(12);
		assertThat(comparison.confidenceChange()).isZero();
		assertThat(ComparisonVerdict.of(comparison).outcome()).isEqualTo(Outcome.SAME);
		assertThat(comparison.model().name()).isEqualTo("lite0-1.2.0 (MODEL)");
	}

	@Test
	void comparesTwoEnginesAndLeavesOutABrokenPhoto(@TempDir Path folder) throws IOException {
		Path broken = Files.write(folder.resolve("broken.jpg"), Arrays.copyOf(Photos.koala(), 2000));
		List<LabelledPhoto> photos = new ArrayList<>(Photos.shipped());
		photos.add(new LabelledPhoto("broken.jpg", List.of("koala"), broken.toUri().toURL()));
		Comparison comparison = Compare.compare(open("lite0-onnxruntime"), open("lite0:float32"), photos);
		assertThat(comparison.photos()).hasSize(12);
		assertThat(comparison.confidenceChange()).isPositive();
		assertThat(comparison.leftOut()).containsOnlyKeys("broken.jpg");
		assertThat(comparison.model().name()).isEqualTo("lite0-onnxruntime-1.2.0-int8");
	}

	@Test
	void rejectsModelsOfDifferentSubjects() {
		ModelFolder lite0 = open("lite0:float32");
		ModelDescription animals = lite0.description();
		ModelDescription flowers = new ModelDescription("flowers", "1.0.0", animals.architecture(), animals.engine(),
				new Subject("flower", Subject.ALL), animals.input(), null, animals.precisions(), animals.files(),
				animals.licence(), animals.source());
		ModelFolder other = new ModelFolder(lite0.path(), flowers, lite0.precision(), lite0.calibration(),
				lite0.labels());
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> Compare.compare(lite0, other, Photos.shipped()))
			.withMessage("The subject of lite0-1.2.0 is animal, and the subject of flowers-1.0.0 is flower. "
					+ "Compare two models of one subject.");
	}

	@Test
	void rejectsAnUnknownPrecision() {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> open("lite0:int4"))
			.withMessage("AGAINST=lite0:int4 names the precision \"int4\"; "
					+ "the precisions are: auto, float32, bfloat16, int8.");
	}

	@Test
	void rejectsAModelThatDoesNotExist() {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> open("lite1"))
			.withMessageStartingWith("AGAINST=lite1 names no model, because ")
			.withMessageEndingWith("lite1/model.yaml does not exist. Name a folder in MODELS, or a path with a slash.");
	}

	private static ModelFolder open(String value) {
		return ModelChoice.open("AGAINST", value, MODELS);
	}

}
