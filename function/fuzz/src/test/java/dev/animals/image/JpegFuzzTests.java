package dev.animals.image;

import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.animals.fuzz.Seeds;

/**
 * The reader of JPEG headers, the cleaner and both decoders.
 */
class JpegFuzzTests {

	static Stream<byte[]> seeds() {
		return Seeds.pictures(".jpg");
	}

	@MethodSource("seeds")
	@FuzzTest
	void decodesOrRejects(byte[] bytes) {
		if (ImageFormat.of(bytes) == ImageFormat.JPEG) {
			FuzzedDecoders.decode(bytes);
		}
	}

}
