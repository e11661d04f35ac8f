package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.animals.classification.Calibration;
import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.classification.Subject;
import dev.animals.model.CalibrationFile;
import dev.animals.model.DjlModel;
import dev.animals.model.LabelsFile;
import dev.animals.model.ModelDescription;
import dev.animals.model.ModelFolder;
import dev.animals.model.Precision;
import dev.animals.model.Reference;
import dev.animals.photos.Photos;
import dev.animals.program.Program;
import dev.animals.rules.ReferenceRules;

import static java.util.Objects.requireNonNull;

/**
 * {@code make calibrate PHOTOS=DIR [LABELS=FILE] [MODEL=NAME]}: writes a model's {@code
 * calibration.yaml} and the same file for each other precision that this machine computes
 * in, and the reference rules of all models in the same folder.
 */
final class Calibrate {

	/**
	 * A placeholder for the calibration that has not been fitted yet. The model may have
	 * none, or a broken one.
	 */
	private static final CalibrationFile NONE = new CalibrationFile(new Calibration(1, 0, 0, null), Map.of(),
			Reference.NONE);

	private Calibrate() {
	}

	/**
	 * Runs the program.
	 * @param arguments the model's folder, the settings {@code PHOTOS} and
	 * {@code LABELS}, the file of the reference rules, and, for the second engine, the
	 * folder with the thresholds that the model keeps
	 * @throws IOException if a file cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		Program.run(() -> {
			Path folder = Path.of(arguments[0]).toAbsolutePath();
			ModelDescription description = ModelFolder.read(folder.resolve("model.yaml"), ModelDescription.class);
			List<ClassLabel> labels = LabelsFile.read(folder.resolve("labels.tsv"), description.subject());
			CalibrationPhotos photos = CalibrationPhotos.of(Photos.in(arguments[1], arguments[2]), labels,
					description.subject());
			@Nullable Calibration first = (arguments.length > 4) ? calibration(arguments[4]) : null;
			for (Precision precision : EnumSet.copyOf(description.precisions())) {
				if (description.isComputedHere(precision)) {
					CalibrationFile file = calibrate(new ModelFolder(folder, description, precision, NONE, labels),
							first, photos);
					first = (first == null) ? file.calibration() : first;
					write(file, settings(description), folder.resolve(precision.calibrationFile()));
				}
				else {
					System.out.printf("%s was not written, because this processor does not compute in %s.%n",
							precision.calibrationFile(), precision);
				}
			}
			Path rules = Path.of(arguments[3]);
			ReferenceRules.write(requireNonNull(folder.getParent()), rules);
			System.out.printf("%s has the new references.%n", rules);
		});
	}

	/** Returns the settings of {@code make calibrate} for a model. */
	private static String settings(ModelDescription description) {
		return description.name().replace("-onnxruntime", " ENGINE=onnxruntime");
	}

	private static void write(CalibrationFile calibration, String settings, Path file) {
		CalibrationWriter.write(calibration, settings, file);
		CalibrationWriter.updateDigest(file);
		System.out.printf("%s: %s%n", file, calibration.calibration());
		calibration.evidence().forEach((name, figures) -> System.out.printf("  %s: %s%n", name, figures));
	}

	private static Calibration calibration(String folder) {
		return ModelFolder.read(Path.of(folder, "calibration.yaml"), CalibrationFile.class).calibration();
	}

	/**
	 * Fits the temperature and, in the first precision, the thresholds. The other
	 * precisions and the second engine keep these thresholds, because thresholds apply to
	 * calibrated probabilities. Fitted to a few hundred photos, they would differ by more
	 * than the precisions do.
	 */
	private static CalibrationFile calibrate(ModelFolder folder, @Nullable Calibration first,
			CalibrationPhotos photos) {
		try (DjlModel model = DjlModel.load(folder, 1)) {
			Subject subject = folder.description().subject();
			Observer observer = new Observer(model, folder.description().input().side());
			List<Observation> observed = observer.observe(photos.animals());
			List<Observation> other = observer.observe(photos.other());
			CalibrationPhotos.requireEnough(observed.stream().filter(Observation::isLabelled).count(), other.size(),
					folder.labels(), subject);
			Fit fit = new Fit(folder.labels(), observed, other);
			Calibration all = fit.toAll();
			Calibration fitted = (first == null) ? all
					: new Calibration(all.temperature(), first.animalProbability(), first.confidence(), first.energy());
			List<Classification> animals = fit.classify(fit.animals(), fitted);
			FiguresBySet sets = new FiguresBySet(fit, fitted, observer.observe(photos.heldOutAnimals()),
					observer.observe(photos.heldOutOther()));
			return new CalibrationFile(fitted, Evidence.of(folder.versionedName(), fit, fitted, sets),
					ReferenceDistribution.of(folder.labels(), subject, fit.animals(), animals));
		}
	}

}
