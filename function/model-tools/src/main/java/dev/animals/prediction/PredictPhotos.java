package dev.animals.prediction;

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

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.classification.Classifier;
import dev.animals.classification.Subject;
import dev.animals.classification.Verdict;
import dev.animals.model.DjlModel;
import dev.animals.model.ModelFolder;
import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Photos;
import dev.animals.program.Program;

/**
 * {@code make rollout-predictions}: prints the answers of good and broken models to
 * photos of animals, for the simulation of rollouts. Each photo has a line and each model
 * a column, with the verdict, the group and the confidence.
 */
final class PredictPhotos {

	/**
	 * The larger of both models' inputs, in pixels, because each photo is decoded only
	 * once for all models.
	 */
	private static final int SIDE = 260;

	private PredictPhotos() {
	}

	/**
	 * Runs the program.
	 * @param arguments the folder of the models, and the settings {@code PHOTOS} and
	 * {@code LABELS}
	 * @throws IOException if a file cannot be read or written
	 */
	public static void main(String[] arguments) throws IOException {
		Program.run(() -> run(Path.of(arguments[0]), Photos.in(arguments[1], arguments[2])));
	}

	private static void run(Path models, List<LabelledPhoto> photos) throws IOException {
		ModelFolder lite0 = ModelFolder.open(models.resolve("lite0"));
		ModelFolder lite2 = ModelFolder.open(models.resolve("lite2"));
		List<ClassLabel> shuffled = new ArrayList<>(lite0.labels());
		Collections.shuffle(shuffled, new Random(1));
		Classifier good = new Classifier(lite0.labels(), lite0.calibration().calibration());
		Classifier better = new Classifier(lite2.labels(), lite2.calibration().calibration());
		Classifier mixed = new Classifier(shuffled, lite0.calibration().calibration());
		PhotoDecoder decoder = new PhotoDecoder();
		System.out.println("# lite0\tlite2\tlite0 with its labels shuffled\tlite0 without its normalisation");
		try (DjlModel first = DjlModel.load(lite0, 1);
				DjlModel second = DjlModel.load(lite2, 1);
				DjlModel broken = DjlModel.load(withoutNormalisation(lite0), 1)) {
			for (LabelledPhoto photo : photos.stream().filter(LabelledPhoto::showsAnimal).toList()) {
				decoder.decode(photo.name(), photo.bytes(), SIDE).ifPresent((image) -> {
					float[] logits = first.logits(image);
					System.out.println(
							String.join("\t", cell(good.classify(logits)), cell(better.classify(second.logits(image))),
									cell(mixed.classify(logits)), cell(good.classify(broken.logits(image)))));
				});
			}
		}
	}

	/**
	 * Copies a model and removes its normalisation, so that the network gets pixels from
	 * 0 to 255 instead of −1 to 1. A TorchScript file is an archive that contains its
	 * source.
	 */
	private static ModelFolder withoutNormalisation(ModelFolder folder) throws IOException {
		Path path = Files.createTempDirectory("model");
		for (Path network : folder.networks()) {
			Path copy = Files.copy(network, path.resolve(String.valueOf(network.getFileName())));
			// libtorch reads archives only if they are not compressed.
			try (FileSystem archive = FileSystems.newFileSystem(copy, Map.of("noCompression", "true"));
					Stream<Path> files = Files.walk(archive.getPath("/"))) {
				for (Path source : files.filter((file) -> file.endsWith("classifier.py")).toList()) {
					Files.writeString(source,
							Files.readString(source).replace(", 127)", ", 0)").replace(", 128)", ", 1)"));
				}
			}
		}
		return new ModelFolder(path, folder.description(), folder.precision(), folder.calibration(), folder.labels());
	}

	private static String cell(Classification classification) {
		return String.format(Locale.ROOT, "%s %s %.2f", classification.verdict().of(Subject.ANIMAL),
				(classification.verdict() == Verdict.ANIMAL) ? classification.best().group() : "none",
				classification.best().confidence());
	}

}
