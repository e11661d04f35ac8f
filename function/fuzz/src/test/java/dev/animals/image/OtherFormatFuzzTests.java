package dev.animals.image;

import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.animals.fuzz.Seeds;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The recognition of formats that the service does not read.
 */
class OtherFormatFuzzTests {

	static Stream<byte[]> seeds() {
		return Seeds.texts("\0\0\0 ftypheic", "<html>", "%PDF-1.7", "II*\0", "");
	}

	@MethodSource("seeds")
	@FuzzTest
	void namesWhatIsNoImage(byte[] bytes) {
		ImageFormat format = ImageFormat.of(bytes);
		if (format == null) {
			assertThat(OtherFormat.of(bytes).sentence()).isNotEmpty();
		}
	}

}
