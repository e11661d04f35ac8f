package dev.animals.image;

import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.animals.fuzz.Seeds;

/**
 * The reader of WebP containers and both decoders.
 */
class WebpFuzzTests {

	static Stream<byte[]> seeds() {
		return Seeds.pictures(".webp");
	}

	@MethodSource("seeds")
	@FuzzTest
	void decodesOrRejects(byte[] bytes) {
		if (ImageFormat.of(bytes) == ImageFormat.WEBP) {
			FuzzedDecoders.decode(bytes);
		}
	}

}
