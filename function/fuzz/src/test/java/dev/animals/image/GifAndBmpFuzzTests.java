package dev.animals.image;

import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.animals.fuzz.Seeds;

/**
 * The formats that only Java decodes.
 */
class GifAndBmpFuzzTests {

	static Stream<byte[]> seeds() {
		return Seeds.pictures(".gif", ".bmp");
	}

	@MethodSource("seeds")
	@FuzzTest
	void decodesOrRejects(byte[] bytes) {
		ImageFormat format = ImageFormat.of(bytes);
		if (format == ImageFormat.GIF || format == ImageFormat.BMP) {
			FuzzedDecoders.decode(bytes);
		}
	}

}
