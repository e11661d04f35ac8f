package dev.animals.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.animals.classification.Classification;
import dev.animals.classification.Classifier;
import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;
import dev.animals.photos.LabelledPhoto;
import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Compares ONNX Runtime with PyTorch in float32, which computes the same on every
 * machine.
 */
class OnnxGraphTests {

	/** The share of photos whose first class may differ. */
	private static final double FEW = 0.02;

	private static final double MEAN_CHANGE_OF_CONFIDENCE = 0.02;

	private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.defaults());

	@Test
	void answersAlmostAsPyTorch() {
		ModelFolder exact = ModelFolder.open(Path.of("model/lite0"));
		ModelFolder rounded = ModelFolder.open(Path.of("model/lite0-onnxruntime"), PrecisionSetting.AUTO);
		// The same calibration, so that only the engines differ.
		Classifier classifier = new Classifier(exact.labels(), exact.calibration().calibration());
		List<LabelledPhoto> photos = photos();
		List<String> others = new ArrayList<>();
		double change = 0;
		try (DjlModel pyTorch = DjlModel.load(exact, 1); DjlModel onnxRuntime = DjlModel.load(rounded, 1)) {
			for (LabelledPhoto photo : photos) {
				DecodedImage image = DECODER.decode(photo.bytes(), exact.description().input().height());
				Classification expected = classifier.classify(pyTorch.logits(image));
				Classification actual = classifier.classify(onnxRuntime.logits(image));
				change += Math.abs(expected.best().confidence() - actual.best().confidence());
				if (!actual.best().label().equals(expected.best().label())) {
					others.add(photo.name());
				}
			}
		}
		assertThat(others).hasSizeLessThanOrEqualTo((int) (FEW * photos.size()));
		assertThat(change / photos.size()).isLessThan(MEAN_CHANGE_OF_CONFIDENCE);
	}

	/** The environment variable {@code PHOTOS} adds a folder of labelled photos. */
	private static List<LabelledPhoto> photos() {
		String folder = Objects.requireNonNullElse(System.getenv("PHOTOS"), "");
		Stream<LabelledPhoto> others = folder.isBlank() ? Stream.empty() : Photos.in(Path.of(folder)).stream();
		return Stream.concat(Photos.shipped().stream(), others).filter(LabelledPhoto::showsAnimal).toList();
	}

	@Test
	void aModelForAnEngineThatTheBuildLacksIsRejected() {
		ModelDescription of = ModelFolder.read(Path.of("model/lite0/model.yaml"), ModelDescription.class);
		ModelDescription other = new ModelDescription(of.name(), of.version(), of.architecture(), "TensorFlow",
				of.subject(), of.input(), of.explanation(), of.precisions(), Map.of(), of.licence(), of.source());
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> DjlModelLoader.loadEngine(other))
			.withMessageContaining("for the engine TensorFlow, which this build does not contain")
			.withMessageContaining("ENGINE");
	}

}
