package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

import dev.animals.model.ModelDescription;
import dev.animals.model.ModelFolder;
import dev.animals.model.Precision;
import dev.animals.model.PrecisionSetting;
import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Photos;
import dev.animals.program.InvalidInputException;
import dev.animals.program.Program;

/**
 * {@code make evaluate PHOTOS=DIR [LABELS=FILE] [MODEL=NAME] [OUT=DIR]}: measures a model
 * with the service's decoder and classifier, with both engines and in every precision
 * that this machine computes in, prints tables in Markdown and writes the same figures as
 * JSON. Photos that the model was calibrated with give figures that are too good.
 */
final class Evaluate {

	private Evaluate() {
	}

	/**
	 * Runs the program.
	 * @param arguments the settings {@code PHOTOS} and {@code LABELS}, the folder to
	 * write to, and the folders of the model for each engine; the others are compared
	 * with the first
	 * @throws IOException if a file cannot be read or written
	 */
	public static void main(String[] arguments) throws IOException {
		Program.run(() -> {
			if (arguments.length < 4) {
				throw new InvalidInputException("There is no such model. MODEL names a folder with a model.yaml.");
			}
			List<LabelledPhoto> photos = Photos.in(arguments[0], arguments[1]);
			SequencedMap<String, Evaluation> evaluations = new LinkedHashMap<>();
			for (String folder : List.of(arguments).subList(3, arguments.length)) {
				measure(Path.of(folder).toAbsolutePath(), photos, evaluations);
			}
			EvaluationReport report = new EvaluationReport(Path.of(arguments[3], "model.yaml"), evaluations);
			System.out.print(report.markdown());
			Path json = report.write(Path.of(arguments[2]));
			System.err.printf("%s has all figures, and the Markdown file beside it has the same ones.%n", json);
		});
	}

	/**
	 * Measures a model in the precisions that this machine computes in, float32 first.
	 */
	private static void measure(Path path, List<LabelledPhoto> photos, Map<String, Evaluation> evaluations)
			throws IOException {
		ModelDescription description = ModelFolder.read(path.resolve("model.yaml"), ModelDescription.class);
		for (Precision precision : EnumSet.copyOf(description.precisions())) {
			if (description.isComputedHere(precision)) {
				ModelFolder folder = ModelFolder.open(path, PrecisionSetting.valueOf(precision.name()));
				try (MeasuredModel model = new MeasuredModel(folder)) {
					photos.stream()
						.map((photo) -> CalibrationPhoto.of(photo, folder.labels(), description.subject()))
						.forEach(model::answer);
					evaluations.put(folder.versionedName(), model.measurement().evaluation());
				}
			}
		}
	}

}
