package dev.animals.image;

import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.animals.fuzz.Seeds;

/**
 * The reader of PNG chunks and both decoders.
 */
class PngFuzzTests {

	static Stream<byte[]> seeds() {
		return Seeds.pictures(".png");
	}

	@MethodSource("seeds")
	@FuzzTest
	void decodesOrRejects(byte[] bytes) {
		if (ImageFormat.of(bytes) == ImageFormat.PNG) {
			FuzzedDecoders.decode(bytes);
		}
	}

}
