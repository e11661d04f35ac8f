package dev.animals.calibration;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.animals.model.ModelFolder;
import dev.animals.model.PrecisionSetting;
import dev.animals.program.InvalidInputException;

/**
 * Opens the model that a setting names: a folder in {@code MODELS} such as {@code lite0}
 * or {@code lite0-onnxruntime}, or a path with a slash. A precision may follow, as in
 * {@code lite0:bfloat16}; without it, the model computes as the service does by default
 * on this machine.
 */
final class ModelChoice {

	private static final List<String> PRECISIONS = Stream.of(PrecisionSetting.values())
		.map((setting) -> setting.name().toLowerCase(Locale.ROOT))
		.toList();

	private ModelChoice() {
	}

	/**
	 * Opens a model.
	 * @param setting the setting's name for messages
	 * @param value the value of the setting
	 * @param models the folder of the models
	 * @return the model
	 * @throws InvalidInputException if there is no such model or precision
	 */
	static ModelFolder open(String setting, String value, Path models) {
		int colon = value.lastIndexOf(':');
		// A path may contain a colon too.
		boolean hasPrecision = colon > value.lastIndexOf('/');
		String name = hasPrecision ? value.substring(0, colon) : value;
		String precision = hasPrecision ? value.substring(colon + 1) : "auto";
		if (!PRECISIONS.contains(precision)) {
			throw new InvalidInputException("%s=%s names the precision \"%s\"; the precisions are: %s."
				.formatted(setting, value, precision, String.join(", ", PRECISIONS)));
		}
		Path folder = (name.contains("/") ? Path.of(name) : models.resolve(name)).toAbsolutePath();
		if (!Files.exists(folder.resolve("model.yaml"))) {
			throw new InvalidInputException(
					"%s=%s names no model, because %s does not exist. Name a folder in MODELS, or a path with a slash."
						.formatted(setting, value, folder.resolve("model.yaml")));
		}
		return ModelFolder.open(folder, PrecisionSetting.valueOf(precision.toUpperCase(Locale.ROOT)));
	}

}
