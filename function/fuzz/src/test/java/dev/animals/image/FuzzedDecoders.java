package dev.animals.image;

import java.util.List;

import org.springframework.util.unit.DataSize;

import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Decodes generated files in native code and in Java. The limits are low, so that the
 * fuzzer tries many files.
 */
final class FuzzedDecoders {

	private static final int TARGET = 64;

	private static final ImageLimits LIMITS = new ImageLimits(250_000, 2_000_000, 1, DataSize.ofMegabytes(64));

	private static final List<ImageDecoder> DECODERS = List.of(new ImageDecoder(LIMITS),
			new ImageDecoder(LIMITS, NativeDecoders.NONE));

	private FuzzedDecoders() {
	}

	/**
	 * Decodes a file, which must give a picture of the right size or a rejection.
	 * @param bytes the file
	 */
	static void decode(byte[] bytes) {
		byte[] before = bytes.clone();
		for (ImageDecoder decoder : DECODERS) {
			try {
				DecodedImage image = decoder.decode(bytes, TARGET);
				assertThat(image.rgb()).hasSize(3 * image.width() * image.height());
			}
			catch (RejectedException ex) {
				assertThat(ex.detail()).isNotEmpty();
			}
			assertThat(bytes).isEqualTo(before);
		}
	}

}
