package dev.animals.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;
import dev.animals.photos.Photos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Compares the logits of the service with those of the reference implementation: the
 * decoder and the bicubic filter of Pillow and the published network. The program {@code
 * fixtures.py} of the export ran the reference implementation and wrote {@code
 * reference-logits.json}.
 */
class LogitsTests {

	/**
	 * The tolerated difference in a logit; logits span about 20. Decoders upsample chroma
	 * and round differently, and photos that are decoded at a reduced size pass through
	 * another filter. The largest measured difference is 0.31, the mean 0.06.
	 */
	private static final double TOLERANCE = 0.4;

	private static final double MEAN_TOLERANCE = 0.08;

	private static final JsonNode REFERENCE = reference();

	private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.defaults());

	private static final Map<String, DjlModel> MODELS = Map.of("lite0", load("lite0", Precision.FLOAT32), "lite2",
			load("lite2", Precision.FLOAT32));

	private static final Map<String, DjlModel> FAST_MODELS = Map.of("lite0", load("lite0", Precision.AUTO), "lite2",
			load("lite2", Precision.AUTO));

	@ParameterizedTest(name = "{0} by {1}")
	@MethodSource
	void equalThoseOfTheReferenceImplementation(String photo, String model) {
		float[] expected = expected(photo, model);
		float[] actual = logits(model, photo);
		assertThat(best(actual)).isEqualTo(best(expected));
		double largest = 0;
		double sum = 0;
		for (int i = 0; i < expected.length; i++) {
			double difference = Math.abs(actual[i] - expected[i]);
			largest = Math.max(largest, difference);
			sum += difference;
		}
		assertThat(largest).isLessThan(TOLERANCE);
		assertThat(sum / expected.length).isLessThan(MEAN_TOLERANCE);
	}

	static Stream<Arguments> equalThoseOfTheReferenceImplementation() {
		return REFERENCE.propertyNames()
			.stream()
			.flatMap((photo) -> Stream.of(Arguments.of(photo, "lite0"), Arguments.of(photo, "lite2")));
	}

	@Test
	void areTheSameFromThePackedAndThePlainNetwork() {
		ModelFolder folder = ModelFolder.open(Path.of("model/lite0"));
		ModelDescription description = folder.description();
		ModelFolder plainOnly = new ModelFolder(folder.path(),
				new ModelDescription(description.name(), description.version(), description.architecture(), null,
						description.input(), description.explanation(), Map.of("plain.pt", ""), description.licence(),
						description.source()),
				folder.calibration(), folder.labels());
		try (DjlModel plain = DjlModel.load(plainOnly, 1, Precision.FLOAT32)) {
			float[] expected = logits("lite0", "koala.jpg");
			float[] actual = logits(plain, "koala.jpg", 224);
			for (int i = 0; i < expected.length; i++) {
				assertThat(actual[i]).isCloseTo(expected[i], within(1e-3f));
			}
		}
	}

	/** On a processor without bfloat16, both networks compute with float32. */
	@ParameterizedTest(name = "{0} by {1}")
	@MethodSource("equalThoseOfTheReferenceImplementation")
	void areAlmostTheSameInBfloat16(String photo, String model) {
		float[] expected = logits(model, photo);
		float[] actual = logits(Objects.requireNonNull(FAST_MODELS.get(model)), photo, size(model));
		assertThat(best(actual)).isEqualTo(best(expected));
		for (int i = 0; i < expected.length; i++) {
			assertThat(actual[i]).isCloseTo(expected[i], within(0.3f));
		}
	}

	@AfterAll
	static void close() {
		MODELS.values().forEach(DjlModel::close);
		FAST_MODELS.values().forEach(DjlModel::close);
	}

	private static DjlModel load(String name, Precision precision) {
		return DjlModel.load(ModelFolder.open(Path.of("model", name)), 1, precision);
	}

	private static JsonNode reference() {
		try {
			return new JsonMapper().readTree(Files.readString(Path.of("src/test/resources/reference-logits.json")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static float[] expected(String photo, String model) {
		JsonNode array = REFERENCE.get(photo).get(model);
		float[] logits = new float[array.size()];
		for (int i = 0; i < logits.length; i++) {
			logits[i] = (float) array.get(i).asDouble();
		}
		return logits;
	}

	private static float[] logits(String model, String photo) {
		return logits(Objects.requireNonNull(MODELS.get(model)), photo, size(model));
	}

	private static int size(String model) {
		return ModelFolder.open(Path.of("model", model)).description().input().height();
	}

	private static float[] logits(DjlModel model, String photo, int size) {
		return model.logits(DECODER.decode(Photos.read(photo), size));
	}

	private static int best(float[] logits) {
		int best = 0;
		for (int i = 1; i < logits.length; i++) {
			best = (logits[i] > logits[best]) ? i : best;
		}
		return best;
	}

}
