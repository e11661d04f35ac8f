package dev.animals.image;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class DecodedImageTests {

	@Test
	void isAsBrightAsItsOnlyColour() {
		byte[] rgb = new byte[300 * 20 * 3];
		Arrays.fill(rgb, (byte) 51);
		assertThat(image(300, 20, rgb).brightness()).isCloseTo(0.2, within(1e-9));
	}

	@Test
	void weightsTheColoursLikeTheEye() {
		assertThat(image(1, 1, Bytes.of(255, 0, 0)).brightness()).isCloseTo(0.299, within(1e-9));
		assertThat(image(1, 1, Bytes.of(0, 255, 0)).brightness()).isCloseTo(0.587, within(1e-9));
		assertThat(image(1, 1, Bytes.of(0, 0, 255)).brightness()).isCloseTo(0.114, within(1e-9));
	}

	@Test
	void samplesTheWholeImage() {
		byte[] rgb = new byte[1000 * 500 * 3];
		Arrays.fill(rgb, rgb.length / 2, rgb.length, (byte) 255);
		assertThat(image(1000, 500, rgb).brightness()).isCloseTo(0.5, within(1e-9));
	}

	private static DecodedImage image(int width, int height, byte[] rgb) {
		return new DecodedImage(ImageFormat.PNG, width, height, width, height, rgb);
	}

}
