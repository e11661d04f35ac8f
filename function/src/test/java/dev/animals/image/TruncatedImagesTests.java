package dev.animals.image;

import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;

class TruncatedImagesTests {

	private static final ImageDecoder DECODER = new ImageDecoder(ImageLimits.defaults());

	private static final ImageDecoder IN_JAVA = new ImageDecoder(ImageLimits.defaults(), NativeDecoders.NONE);

	static Stream<Named<byte[]>> files() {
		return HostileImagesTests.seeds();
	}

	/** A file without its last bytes is complete if these only mark its end. */
	@ParameterizedTest
	@MethodSource("files")
	void areRejectedOrHaveAllPixels(byte[] file) {
		requireAllPixels(DECODER, file);
		requireAllPixels(IN_JAVA, file);
	}

	private static void requireAllPixels(ImageDecoder decoder, byte[] file) {
		byte[] rgb = decoder.decode(file, Decoding.TARGET).rgb();
		for (int length = file.length - 1; length > 0; length--) {
			try {
				assertThat(decoder.decode(Bytes.first(file, length), Decoding.TARGET).rgb()).as("%d bytes", length)
					.isEqualTo(rgb);
			}
			catch (RejectedException ex) {
				assertThat(ex.reason()).isNotNull();
			}
		}
	}

}
