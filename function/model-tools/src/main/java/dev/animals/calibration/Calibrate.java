package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.animals.classification.Calibration;
import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.model.CalibrationFile;
import dev.animals.model.DjlModel;
import dev.animals.model.ModelDescription;
import dev.animals.model.ModelFolder;
import dev.animals.model.Precision;
import dev.animals.model.Reference;
import dev.animals.model.Reference.Bins;
import dev.animals.photos.Photos;
import dev.animals.program.InvalidInputException;
import dev.animals.program.Program;
import dev.animals.rules.ReferenceRules;

import static java.util.Objects.requireNonNull;

/**
 * {@code make calibrate PHOTOS=DIR [LABELS=FILE] [MODEL=NAME]}: writes a model's {@code
 * calibration.yaml}, and the reference rules of all models in the same folder.
 */
final class Calibrate {

	private static final Bins NO_BINS = new Bins(List.of(), List.of(1.0));

	/** A placeholder for the calibration that has not been fitted yet. */
	private static final CalibrationFile NONE = new CalibrationFile(new Calibration(1, 0, 0, 0), Map.of(),
			new Reference(0, Map.of(), Map.of(), NO_BINS, NO_BINS, NO_BINS, NO_BINS));

	private Calibrate() {
	}

	/**
	 * Runs the program.
	 * @param arguments the model's folder, the settings {@code PHOTOS} and
	 * {@code LABELS}, and the file of the reference rules
	 * @throws IOException if a file cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		Program.run(() -> {
			Path folder = Path.of(arguments[0]).toAbsolutePath();
			ModelFolder model = open(folder);
			CalibrationPhotos photos = CalibrationPhotos.of(Photos.in(arguments[1], arguments[2]), model.labels());
			CalibrationFile calibration = calibrate(model, photos);
			Path file = folder.resolve("calibration.yaml");
			CalibrationWriter.write(calibration, model.description().name(), file);
			Path rules = Path.of(arguments[3]);
			ReferenceRules.write(requireNonNull(folder.getParent()), rules);
			System.out.printf("%s: %s%n", file, calibration.calibration());
			calibration.evidence().forEach((name, figures) -> System.out.printf("  %s: %s%n", name, figures));
			System.out.printf("%s has the new reference.%n", rules);
		});
	}

	private static CalibrationFile calibrate(ModelFolder folder, CalibrationPhotos photos) {
		try (DjlModel model = DjlModel.load(folder, 1, Precision.FLOAT32)) {
			Observer observer = new Observer(model, folder.description().input().height());
			List<Observation> observed = observer.observe(photos.animals());
			List<Observation> other = observer.observe(photos.other());
			CalibrationPhotos.requireEnough(observed.stream().filter(Observation::isLabelled).count(), other.size());
			Fit fit = new Fit(folder.labels(), observed, other);
			Calibration fitted = fit.toAll();
			List<Classification> animals = fit.classify(fit.animals(), fitted);
			FiguresBySet sets = new FiguresBySet(fit, fitted, observer.observe(photos.heldOutAnimals()),
					observer.observe(photos.heldOutOther()));
			return new CalibrationFile(fitted, Evidence.of(folder.description().versionedName(), fit, fitted, sets),
					ReferenceDistribution.of(folder.labels(), fit.animals(), animals));
		}
	}

	/**
	 * Opens a model that may have no calibration yet, or a broken one. The service
	 * compares the model's files with the hashes in {@code model.yaml} when it starts.
	 */
	private static ModelFolder open(Path path) {
		ModelDescription description = ModelFolder.read(path.resolve("model.yaml"), ModelDescription.class);
		return new ModelFolder(path, description, NONE, labels(path.resolve("labels.tsv")));
	}

	private static List<ClassLabel> labels(Path file) {
		try {
			return Files.readAllLines(file)
				.stream()
				.map((line) -> line.split("\t", -1))
				.map((columns) -> new ClassLabel(columns[1], columns[2].isEmpty() ? null : columns[2]))
				.toList();
		}
		catch (IOException ex) {
			throw new InvalidInputException("The model's labels %s cannot be read.".formatted(file));
		}
	}

}
