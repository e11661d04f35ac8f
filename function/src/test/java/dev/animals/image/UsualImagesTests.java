package dev.animals.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * WebP and PNG files of every kind. The program {@code model/export/unusual.py} wrote
 * them and their pixels as Pillow reads them.
 */
class UsualImagesTests {

	static final Path FOLDER = UnusualImagesTests.FOLDER.resolve("usual");

	/** The Java reader of WebP repeats the colours of lossy files instead of blending. */
	private static final double JAVA_DISTANCE = 5;

	static Stream<Arguments> files() throws IOException {
		return UnusualImagesTests.files(FOLDER);
	}

	@ParameterizedTest
	@MethodSource("files")
	@EnabledOnOs(OS.LINUX)
	void haveThePixelsThatPillowReads(String name, String pixels) throws IOException {
		DecodedImage image = Decoding.decode(Files.readAllBytes(FOLDER.resolve(name)));
		int tolerance = name.contains("alpha") ? UnusualImagesTests.BLENDING_ROUNDING : 0;
		assertThat(UnusualImagesTests.largestDifference(image, pixels(pixels))).isLessThanOrEqualTo(tolerance);
	}

	@ParameterizedTest
	@MethodSource("files")
	void areDecodedAlmostTheSameInJava(String name, String pixels) throws IOException {
		// The Java reader of WebP rejects a predictor over few colours.
		if (!name.equals("sixteen-colours.webp")) {
			DecodedImage image = Decoding.decodeInJava(Files.readAllBytes(FOLDER.resolve(name)));
			assertThat(Decoding.distance(image, pixels(pixels))).isLessThan(JAVA_DISTANCE);
		}
	}

	private static DecodedImage pixels(String name) throws IOException {
		return Decoding.decodeInJava(Files.readAllBytes(FOLDER.resolve(name)));
	}

}
