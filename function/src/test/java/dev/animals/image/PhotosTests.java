package dev.animals.image;

import java.io.IOException;
import java.io.InputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Photos like those that people send.
 */
class PhotosTests {

	@ParameterizedTest
	@ValueSource(strings = { "koala.jpg", "grey.jpg", "cmyk.jpg", "progressive.jpg", "orientation-6.jpg" })
	void areDecodedTheSameInJava(String name) throws IOException {
		byte[] bytes = photo(name);
		ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
		ImageDecoder inJava = new ImageDecoder(ImageLimits.defaults(), NativeDecoders.NONE);
		DecodedImage image = decoder.decode(bytes, 1_000);
		DecodedImage other = inJava.decode(bytes, 1_000);
		assertThat(Decoding.distance(image, other)).isLessThan(0.1);
	}

	@Test
	void areReducedWhileTheyAreDecoded() throws IOException {
		byte[] twelveMegapixels = photo("large.jpg");
		DecodedImage image = Decoding.decode(twelveMegapixels);
		assertThat(new int[] { image.sourceWidth(), image.sourceHeight(), image.width(), image.height() })
			.containsExactly(4000, 3000, 500, 375);
		assertThat(Decoding.allocatedBytes(() -> Decoding.decode(twelveMegapixels)))
			.isLessThan(image.rgb().length + 50_000L);
	}

	@ParameterizedTest
	@ValueSource(strings = { "koala.jpg", "large.jpg", "grey.jpg", "cmyk.jpg", "alpha.png", "photo.webp" })
	void areDecodedNeitherBlackNorWhite(String name) throws IOException {
		assertThat(Decoding.decode(photo(name)).brightness()).isBetween(0.2, 0.8);
	}

	private static byte[] photo(String name) throws IOException {
		try (InputStream photo = PhotosTests.class.getResourceAsStream("/photos/" + name)) {
			return photo.readAllBytes();
		}
	}

}
