package dev.animals.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.animals.classification.Classifier;
import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;
import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ActivationMapsTests {

	/** The share of photos where the hottest places matter more than the coldest. */
	private static final double NEARLY_ALL = 0.9;

	private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.defaults());

	@ParameterizedTest(name = "{0}, {1}")
	@CsvSource({ "lite0, packed.pt, 7", "lite0, plain.pt, 7", "lite2, packed.pt, 9", "lite2, plain.pt, 9" })
	void theMeanOfTheMapOfAClassIsItsLogit(String name, String network, int side) {
		ModelFolder folder = folder(name, network);
		try (DjlModel model = DjlModel.load(folder, 1)) {
			assertMeansAreLogits(model, DECODER.decode(Photos.koala(), folder.description().input().height()), side);
		}
	}

	@ParameterizedTest
	@MethodSource("dev.animals.model.Precisions#ofLite0")
	void theMeansAreTheLogitsInEveryPrecisionAndEngine(ModelFolder folder) {
		try (DjlModel model = DjlModel.load(folder, 1)) {
			assertMeansAreLogits(model, DECODER.decode(Photos.koala(), 224), 7);
		}
	}

	private static void assertMeansAreLogits(DjlModel model, DecodedImage koala, int side) {
		ActivationMaps maps = model.activationMaps(koala);
		assertThat(maps.logits()).isEqualTo(model.logits(koala));
		assertThat(maps.rows()).isEqualTo(side);
		assertThat(maps.columns()).isEqualTo(side);
		for (int i = 0; i < maps.logits().length; i++) {
			float[] map = maps.of(i);
			double mean = IntStream.range(0, map.length).mapToDouble((cell) -> map[cell]).average().orElseThrow();
			assertThat(mean).isCloseTo(maps.logits()[i], within(1e-4));
		}
	}

	/**
	 * Blackening a part of a photo shows how much the answer depends on it (Zeiler and
	 * Fergus, Visualizing and Understanding Convolutional Networks, ECCV 2014). The
	 * environment variable {@code PHOTOS} adds a folder of labelled photos.
	 */
	@ParameterizedTest
	@CsvSource({ "lite0, FLOAT32", "lite2, FLOAT32", "lite0-onnxruntime, INT8" })
	void theConfidenceDependsMoreOnTheHottestQuarterThanOnTheColdest(String name, Precision precision) {
		ModelFolder folder = Precisions.open(Path.of("model", name), precision);
		Classifier classifier = new Classifier(folder.labels(), folder.calibration().calibration());
		List<String> others = new ArrayList<>();
		List<LabelledPhoto> photos = animals();
		try (DjlModel model = DjlModel.load(folder, 1)) {
			for (LabelledPhoto photo : photos) {
				DecodedImage image = DECODER.decode(photo.bytes(), folder.description().input().height());
				ActivationMaps maps = model.activationMaps(image);
				int best = classifier.best(maps.logits(), Set.of(classifier.classify(maps.logits()).best().label()));
				List<Integer> coldestFirst = coldestFirst(maps.of(best));
				int quarter = coldestFirst.size() / 4;
				DecodedImage withoutCold = without(image, maps, coldestFirst.subList(0, quarter));
				DecodedImage withoutHot = without(image, maps,
						coldestFirst.subList(coldestFirst.size() - quarter, coldestFirst.size()));
				double cold = classifier.rank(model.logits(withoutCold), best).confidence();
				double hot = classifier.rank(model.logits(withoutHot), best).confidence();
				if (hot >= cold) {
					others.add(photo.name());
				}
			}
		}
		assertThat(others).as("of %d photos", photos.size())
			.hasSizeLessThanOrEqualTo((int) ((1 - NEARLY_ALL) * photos.size()));
	}

	private static List<LabelledPhoto> animals() {
		String folder = Objects.requireNonNullElse(System.getenv("PHOTOS"), "");
		Stream<LabelledPhoto> others = folder.isBlank() ? Stream.empty() : Photos.in(Path.of(folder)).stream();
		return Stream.concat(Photos.shipped().stream(), others).filter(LabelledPhoto::showsAnimal).toList();
	}

	private static List<Integer> coldestFirst(float[] map) {
		return IntStream.range(0, map.length).boxed().sorted(Comparator.comparingDouble((cell) -> map[cell])).toList();
	}

	/** Blackens cells. The cells of the map cover the image evenly. */
	private static DecodedImage without(DecodedImage image, ActivationMaps maps, List<Integer> cells) {
		byte[] rgb = image.rgb().clone();
		for (int y = 0; y < image.height(); y++) {
			for (int x = 0; x < image.width(); x++) {
				int cell = y * maps.rows() / image.height() * maps.columns() + x * maps.columns() / image.width();
				if (cells.contains(cell)) {
					int i = 3 * (y * image.width() + x);
					rgb[i] = rgb[i + 1] = rgb[i + 2] = 0;
				}
			}
		}
		return new DecodedImage(image.format(), image.sourceWidth(), image.sourceHeight(), image.width(),
				image.height(), rgb);
	}

	private static ModelFolder folder(String name, String network) {
		ModelFolder all = ModelFolder.open(Path.of("model", name));
		ModelDescription of = all.description();
		ModelDescription only = new ModelDescription(of.name(), of.version(), of.architecture(), of.engine(),
				of.subject(), of.input(), of.explanation(), of.precisions(), Map.of(network, ""), of.licence(),
				of.source());
		return new ModelFolder(all.path(), only, Precision.FLOAT32, all.calibration(), all.labels());
	}

}
