package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.classification.Calibration;
import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.model.CalibrationFile;
import dev.animals.model.DjlModel;
import dev.animals.model.InvalidModelException;
import dev.animals.model.ModelDescription;
import dev.animals.model.ModelFolder;
import dev.animals.model.Precision;
import dev.animals.model.Reference;
import dev.animals.model.Reference.Bins;

/**
 * {@code make calibrate PHOTOS=DIR [LABELS=FILE] [MODEL=NAME]}: writes a model's
 * {@code calibration.yaml}.
 */
final class Calibrate {

	private static final Bins NO_BINS = new Bins(List.of(), List.of(1.0));

	/** Stands for the calibration that is yet to be made. */
	private static final CalibrationFile NONE = new CalibrationFile(new Calibration(1, 0, 0, 0), Map.of(),
			new Reference(0, Map.of(), Map.of(), NO_BINS, NO_BINS, NO_BINS, NO_BINS));

	private Calibrate() {
	}

	/**
	 * Runs the tool.
	 * @param arguments the model's folder, the photos' folder and, where they are not in
	 * it, the labels
	 */
	public static void main(String[] arguments) {
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
		try {
			if (arguments.length < 2 || arguments.length > 3 || arguments[1].isBlank()) {
				throw new BadInputException("Say where the photos are: make calibrate PHOTOS=DIR.");
			}
			Path photos = Path.of(arguments[1]);
			boolean named = arguments.length == 3 && !arguments[2].isBlank();
			run(Path.of(arguments[0]), photos, named ? Path.of(arguments[2]) : photos.resolve("labels.tsv"));
		}
		catch (BadInputException | InvalidModelException ex) {
			System.err.println(ex.getMessage());
			System.exit(1);
		}
	}

	private static void run(Path path, Path directory, Path labels) {
		ModelFolder folder = open(path);
		LabelledPhotos photos = LabelledPhotos.find(directory, labels, folder.labels());
		try (DjlModel model = DjlModel.load(folder, 1, Precision.FLOAT32)) {
			Pipeline pipeline = new Pipeline(model, folder.description().input().height());
			List<Observation> observed = pipeline.observe(photos.animals());
			List<Observation> other = pipeline.observe(photos.other());
			LabelledPhotos.requireEnough(observed.stream().filter(Observation::isLabelled).count(), other.size());
			Fit fit = new Fit(folder.labels(), observed, other);
			Calibration fitted = fit.toAll();
			List<Classification> animals = fit.classify(fit.animals(), fitted);
			CalibrationFile result = new CalibrationFile(fitted,
					Evidence.of(folder.description().versionedName(), fit, fitted, pipeline.observe(photos.heldOut())),
					ReferenceDistribution.of(folder.labels(), fit.animals(), animals));
			Path file = path.resolve("calibration.yaml");
			CalibrationWriter.write(result, folder.description().name(), file);
			System.out.printf("%s: %s%n", file, fitted);
			result.evidence().forEach((name, figures) -> System.out.printf("  %s: %s%n", name, figures));
		}
	}

	/**
	 * Opens a model that may have no calibration yet, or a broken one. Whether its files
	 * are those that {@code model.yaml} names, the service checks when it starts.
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
			throw new BadInputException("The model's labels %s cannot be read.".formatted(file));
		}
	}

}
