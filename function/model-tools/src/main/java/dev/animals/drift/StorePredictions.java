package dev.animals.drift;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.classification.Classifier;
import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;
import dev.animals.model.DjlModel;
import dev.animals.model.ModelFolder;
import dev.animals.model.Precision;
import dev.animals.rejection.RejectedException;

/**
 * {@code make drift-predictions PHOTOS=DIR}: classifies each photo, clean and spoiled in
 * each way, by the service's own decoder, network and classifier.
 */
final class StorePredictions {

	/** Where {@code make calibrate} wants the pictures without an animal. */
	private static final String OTHER = "other";

	private StorePredictions() {
	}

	/**
	 * Runs the tool.
	 * @param arguments the model's folder, the folder of photos, the file to write
	 * @throws IOException if one of them cannot be read or written
	 */
	public static void main(String[] arguments) throws IOException {
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
		ModelFolder folder = ModelFolder.open(Path.of(arguments[0]));
		Classifier classifier = new Classifier(folder.labels(), folder.calibration().calibration());
		ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
		Files.createDirectories(Path.of(arguments[2]).toAbsolutePath().getParent());
		try (DjlModel model = DjlModel.load(folder, 1, Precision.FLOAT32);
				PrintStream file = new PrintStream(arguments[2], StandardCharsets.UTF_8)) {
			file.println("# Made by: make drift-predictions, with " + folder.description().versionedName());
			file.println("# corruption\tphoto\tverdict\tgroup\tconfidence\tmargin\tenergy\tbrightness");
			for (Path photo : photos(Path.of(arguments[1]))) {
				String name = Path.of(arguments[1]).relativize(photo).toString();
				for (Corruption corruption : Corruption.values()) {
					if (name.startsWith(OTHER) != (corruption == Corruption.OTHER_THINGS)) {
						continue;
					}
					// By the name, so that another photo changes nothing.
					byte[] bytes = corruption.apply(Files.readAllBytes(photo), new Random(name.hashCode()));
					DecodedImage image;
					try {
						image = decoder.decode(bytes, folder.description().input().height());
					}
					catch (RejectedException ex) {
						continue;
					}
					file.println(StoredPrediction
						.of(corruption, name, classifier.classify(model.logits(image)), image.brightness())
						.line());
				}
			}
		}
	}

	private static List<Path> photos(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory, 2)) {
			return files.filter((file) -> file.toString().matches(".*\\.(jpe?g|png|webp)")).sorted().toList();
		}
	}

}
