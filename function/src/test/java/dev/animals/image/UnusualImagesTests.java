package dev.animals.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Files that break the rules of their format, but that browsers show. The program
 * {@code model/export/unusual.py} wrote them and their pixels as Pillow reads them.
 */
class UnusualImagesTests {

	static final Path FOLDER = Path.of("src/test/resources/images");

	/** Decoders of JPEG differ in how they round. */
	private static final int JPEG_ROUNDING = 3;

	static final int BLENDING_ROUNDING = 1;

	static Stream<Arguments> files() throws IOException {
		return files(FOLDER);
	}

	static Stream<Arguments> files(Path folder) throws IOException {
		return Files.readAllLines(folder.resolve("files.tsv"))
			.stream()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> List.of(line.split("\t")))
			.map((columns) -> arguments(columns.getFirst(), columns.getLast()));
	}

	@ParameterizedTest
	@MethodSource("files")
	void haveThePixelsThatPillowReads(String name, String pixels) throws IOException {
		byte[] file = Files.readAllBytes(FOLDER.resolve(name));
		DecodedImage expected = Decoding.decode(Files.readAllBytes(FOLDER.resolve(pixels)));
		int tolerance = name.endsWith(".jpg") ? JPEG_ROUNDING : BLENDING_ROUNDING;
		assertThat(largestDifference(Decoding.decode(file), expected)).isLessThanOrEqualTo(tolerance);
		assertThat(largestDifference(Decoding.decodeInJava(file), expected)).isLessThanOrEqualTo(tolerance);
	}

	static int largestDifference(DecodedImage image, DecodedImage expected) {
		assertThat(new int[] { image.width(), image.height() }).containsExactly(expected.width(), expected.height());
		int largest = 0;
		for (int i = 0; i < expected.rgb().length; i++) {
			largest = Math.max(largest, Math.abs((image.rgb()[i] & 0xff) - (expected.rgb()[i] & 0xff)));
		}
		return largest;
	}

}
