package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.animals.classification.Classifier;
import dev.animals.model.DjlModel;
import dev.animals.model.ModelFolder;
import dev.animals.model.Precision;
import dev.animals.photos.Photos;
import dev.animals.program.Program;

/**
 * {@code make evaluate PHOTOS=DIR [LABELS=FILE] [MODEL=NAME]}: measures a model with the
 * service's decoder and classifier, in the precision that this machine uses by default
 * and in float32, and prints tables in Markdown. Photos that the model was calibrated
 * with give figures that are too good.
 */
final class Evaluate {

	private Evaluate() {
	}

	/**
	 * Runs the program.
	 * @param arguments the model's folder, and the settings {@code PHOTOS} and
	 * {@code LABELS}
	 * @throws IOException if a file cannot be read
	 */
	public static void main(String[] arguments) throws IOException {
		Program.run(() -> {
			ModelFolder folder = ModelFolder.open(Path.of(arguments[0]).toAbsolutePath());
			List<CalibrationPhoto> photos = Photos.in(arguments[1], arguments[2])
				.stream()
				.map((photo) -> CalibrationPhoto.of(photo, folder.labels()))
				.toList();
			Figures exact = measure(folder, Precision.FLOAT32, photos);
			System.out.println(Figures.table("float32", exact, "by default", measure(folder, Precision.AUTO, photos)));
			System.out.println();
			System.out.println(exact.groups());
		});
	}

	private static Figures measure(ModelFolder folder, Precision precision, List<CalibrationPhoto> photos) {
		try (DjlModel model = DjlModel.load(folder, 1, precision)) {
			return Figures.of(new Observer(model, folder.description().input().height()).observe(photos),
					new Classifier(folder.labels(), folder.calibration().calibration()), folder.labels());
		}
	}

}
