package dev.animals.model;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;

/**
 * The precisions and engines that tests can compare. Machines differ, so tests run with
 * the precisions of this machine. {@link PrecisionSettingTests} checks that the others
 * are rejected.
 */
final class Precisions {

	private Precisions() {
	}

	/**
	 * Returns the folders of models in every precision that this machine's processor
	 * computes with their engine.
	 * @param names the names of the folders
	 */
	static Stream<Named<ModelFolder>> folders(String... names) {
		return Stream.of(names).map((name) -> Path.of("model", name)).flatMap((path) -> {
			ModelDescription description = ModelFolder.read(path.resolve("model.yaml"), ModelDescription.class);
			return description.precisions()
				.stream()
				.filter(description::isComputedHere)
				.map((precision) -> open(path, precision));
		}).map((folder) -> Named.of(folder.versionedName(), folder));
	}

	/** Returns the folders of Lite0 for both engines. */
	static Stream<Named<ModelFolder>> ofLite0() {
		return folders("lite0", "lite0-onnxruntime");
	}

	/** Opens the folder of a model to compute in a precision. */
	static ModelFolder open(Path path, Precision precision) {
		return ModelFolder.open(path, PrecisionSetting.valueOf(precision.name()));
	}

}
