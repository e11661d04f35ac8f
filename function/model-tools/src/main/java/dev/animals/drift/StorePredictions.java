package dev.animals.drift;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import dev.animals.classification.Classification;
import dev.animals.classification.Classifier;
import dev.animals.classification.ContentProjections;
import dev.animals.classification.RankedLabel;
import dev.animals.classification.Subject;
import dev.animals.image.DecodedImage;
import dev.animals.model.AnimalModel;
import dev.animals.model.DjlModel;
import dev.animals.model.ModelFolder;
import dev.animals.model.Reference.Projection;
import dev.animals.photos.InvalidPhotosException;
import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Photos;
import dev.animals.prediction.PhotoDecoder;
import dev.animals.program.Program;

/**
 * {@code make drift-predictions PHOTOS=DIR}: classifies each photo, unchanged and
 * corrupted in each way, with the service's own decoder, network and classifier.
 */
final class StorePredictions {

	private final ModelFolder folder;

	private final AnimalModel model;

	private final Classifier classifier;

	private final ContentProjections projections;

	private StorePredictions(ModelFolder folder, AnimalModel model) {
		this.folder = folder;
		this.model = model;
		this.classifier = new Classifier(folder.labels(), folder.calibration().calibration());
		this.projections = new ContentProjections(folder.labels().size());
	}

	/**
	 * Runs the program.
	 * @param arguments the model's folder, the settings {@code PHOTOS} and
	 * {@code LABELS}, and the file to write
	 * @throws IOException if the file cannot be written
	 */
	public static void main(String[] arguments) throws IOException {
		Program.run(() -> run(Path.of(arguments[0]), Photos.in(arguments[1], arguments[2]), arguments[3]));
	}

	private static void run(Path path, List<LabelledPhoto> photos, String output) throws IOException {
		ModelFolder folder = ModelFolder.open(path);
		PhotoDecoder decoder = new PhotoDecoder();
		int side = folder.description().input().height();
		try (DjlModel model = DjlModel.load(folder, 1);
				PrintStream file = new PrintStream(output, StandardCharsets.UTF_8)) {
			StorePredictions predictions = new StorePredictions(folder, model);
			file.println("# Made by: make drift-predictions, with " + folder.versionedName());
			file.println("# corruption\tphoto\tverdict\tgroup\tconfidence\tmargin\tenergy\tbrightness\tright\tcontent");
			for (LabelledPhoto photo : photos) {
				for (Corruption corruption : Corruption.of(photo)) {
					corrupted(photo, corruption).flatMap((bytes) -> decoder.decode(photo.name(), bytes, side))
						.map((image) -> predictions.of(corruption, photo, image))
						.ifPresent((prediction) -> file.println(prediction.line()));
				}
			}
		}
	}

	private StoredPrediction of(Corruption corruption, LabelledPhoto photo, DecodedImage image) {
		float[] logits = this.model.logits(image);
		Classification classification = this.classifier.classify(logits);
		RankedLabel best = classification.best();
		double[] projected = this.projections.of(logits);
		List<Projection> references = this.folder.calibration().reference().content();
		List<Double> content = IntStream.range(0, references.size())
			.mapToObj((k) -> references.get(k).standardised(projected[k]))
			.toList();
		boolean isRight = this.folder.labels()
			.stream()
			.filter((label) -> label.label().equals(best.label()))
			.anyMatch((label) -> photo.labels().contains(label.label())
					|| photo.labels().contains(String.valueOf(this.folder.labels().indexOf(label))));
		return new StoredPrediction(corruption, photo.name(), classification.verdict().of(Subject.ANIMAL), best.group(),
				best.confidence(), classification.margin(), classification.energy(), image.brightness(), isRight,
				content);
	}

	/**
	 * The seed depends on the photo's name alone, so that another photo does not change
	 * the results of this one.
	 */
	private static Optional<byte[]> corrupted(LabelledPhoto photo, Corruption corruption) {
		try {
			return Optional.of(corruption.apply(photo, new Random(photo.name().hashCode())));
		}
		catch (InvalidPhotosException ex) {
			System.err.printf("%s is left out: %s%n", photo.name(), ex.getMessage());
			return Optional.empty();
		}
	}

}
