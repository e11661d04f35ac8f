package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.classification.Classifier;
import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;
import dev.animals.model.DjlModel;
import dev.animals.model.ModelFolder;
import dev.animals.model.Precision;
import dev.animals.rejection.RejectedException;

/**
 * Prints, for the simulation of the rollout, what good and bad models make of photos: a
 * line for each photo, a column for each model, in it the verdict, the group and the
 * confidence.
 */
final class PredictPhotos {

	private PredictPhotos() {
	}

	/**
	 * Runs the tool.
	 * @param arguments the folder of the models and the photos' folder, whose pictures
	 * show animals but for those in {@code other}
	 */
	public static void main(String[] arguments) throws IOException {
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
		ModelFolder lite0 = ModelFolder.open(Path.of(arguments[0], "lite0"));
		ModelFolder lite2 = ModelFolder.open(Path.of(arguments[0], "lite2"));
		List<ClassLabel> shuffled = new ArrayList<>(lite0.labels());
		Collections.shuffle(shuffled, new Random(1));
		Classifier good = new Classifier(lite0.labels(), lite0.calibration().calibration());
		Classifier better = new Classifier(lite2.labels(), lite2.calibration().calibration());
		Classifier mixed = new Classifier(shuffled, lite0.calibration().calibration());
		List<Path> photos;
		try (Stream<Path> files = Files.walk(Path.of(arguments[1]))) {
			photos = files.filter((file) -> file.toString().matches(".*\\.(jpg|png|webp)"))
				.filter((file) -> !file.toString().contains("/other/"))
				.sorted()
				.toList();
		}
		ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
		System.out.println("# lite0\tlite2\tlite0 with its labels shuffled\tlite0 without its normalisation");
		try (DjlModel first = DjlModel.load(lite0, 1, Precision.FLOAT32);
				DjlModel second = DjlModel.load(lite2, 1, Precision.FLOAT32);
				DjlModel broken = DjlModel.load(withoutNormalisation(lite0), 1, Precision.FLOAT32)) {
			for (Path photo : photos) {
				DecodedImage image;
				try {
					image = decoder.decode(Files.readAllBytes(photo), 260);
				}
				catch (RejectedException ex) {
					continue;
				}
				float[] logits = first.logits(image);
				System.out
					.println(String.join("\t", cell(good.classify(logits)), cell(better.classify(second.logits(image))),
							cell(mixed.classify(logits)), cell(good.classify(broken.logits(image)))));
			}
		}
	}

	/**
	 * The model without its normalisation: the network gets pixels from 0 to 255 in the
	 * place of −1 to 1. A TorchScript file is an archive with its source in it.
	 */
	private static ModelFolder withoutNormalisation(ModelFolder folder) throws IOException {
		Path path = Files.createTempDirectory("model");
		for (Path network : folder.networks()) {
			Path copy = Files.copy(network, path.resolve(String.valueOf(network.getFileName())));
			// Stored, not deflated: libtorch reads nothing else.
			try (FileSystem archive = FileSystems.newFileSystem(copy, Map.of("noCompression", "true"));
					Stream<Path> files = Files.walk(archive.getPath("/"))) {
				for (Path source : files.filter((file) -> file.endsWith("classifier.py")).toList()) {
					Files.writeString(source,
							Files.readString(source).replace(", 127)", ", 0)").replace(", 128)", ", 1)"));
				}
			}
		}
		return new ModelFolder(path, folder.description(), folder.calibration(), folder.labels());
	}

	private static String cell(Classification classification) {
		String verdict = classification.verdict().toString();
		return String.format(Locale.ROOT, "%s %s %.2f", verdict,
				verdict.equals("animal") ? classification.best().group() : "none", classification.best().confidence());
	}

}
