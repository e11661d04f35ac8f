package dev.animals.image;

import java.awt.image.BufferedImage;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JPEG images, decoded with and without TurboJPEG.
 */
class JpegTests {

	private static final byte[] PHOTO = Pictures.jpeg(Pictures.waves(300, 200));

	@Test
	void keepsTheSizeOfAnImageThatIsNotMuchLargerThanTheTarget() {
		DecodedImage image = Decoding.decode(PHOTO);
		assertThat(image.format()).isEqualTo(ImageFormat.JPEG);
		assertThat(new int[] { image.sourceWidth(), image.sourceHeight(), image.width(), image.height() })
			.containsExactly(300, 200, 300, 200);
	}

	@ParameterizedTest
	@CsvSource({ "95, 95", "96, 48", "191, 96", "192, 48", "384, 48", "900, 113" })
	void reducesTheShorterSideToAtLeastOneAndAHalfTimesTheTarget(int side, int reduced) {
		byte[] jpeg = Pictures.jpeg(new BufferedImage(side + 8, side, BufferedImage.TYPE_BYTE_GRAY));
		ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
		assertThat(decoder.decode(jpeg, 32).height()).isEqualTo(reduced);
	}

	@Test
	void decodesTheSamePixelsInJava() {
		assertThat(Decoding.distance(Decoding.decode(PHOTO), Decoding.decodeInJava(PHOTO))).isLessThan(1.5);
	}

	@Test
	void decodesProgressiveImages() {
		byte[] jpeg = Pictures.progressiveJpeg(Pictures.waves(300, 200));
		assertThat(Decoding.distance(Decoding.decode(jpeg), Decoding.decode(PHOTO))).isLessThan(1);
		assertThat(Decoding.distance(Decoding.decode(jpeg), Decoding.decodeInJava(jpeg))).isLessThan(1.5);
	}

	@Test
	void copiesGreyToAllThreeColours() {
		BufferedImage grey = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
		grey.getRaster().setPixels(0, 0, 32, 32, filled(32 * 32, 90));
		byte[] jpeg = Pictures.jpeg(grey);
		assertThat(Decoding.pixel(Decoding.decode(jpeg), 5, 5)).containsExactly(90, 90, 90);
		assertThat(Decoding.pixel(Decoding.decodeInJava(jpeg), 5, 5)).containsExactly(90, 90, 90);
	}

	@ParameterizedTest
	@CsvSource({ "255, 255, 255, 255, WWWW", "0, 255, 255, 255, CCCC", "255, 255, 0, 255, YYYY",
			"255, 255, 255, 0, KKKK" })
	void convertsInksToRgb(int cyan, int magenta, int yellow, int black, String colours) {
		byte[] jpeg = Pictures.jpegOfFourComponents(cyan, magenta, yellow, black);
		assertThat(Decoding.quadrants(Decoding.decode(jpeg))).isEqualTo(colours);
		assertThat(Decoding.quadrants(Decoding.decodeInJava(jpeg))).isEqualTo(colours);
	}

	@Test
	void readsInksFromLumaAndChromaIfTheAdobeSegmentSaysSo() {
		// The luma and chroma of pure red, which represents cyan ink.
		byte[] jpeg = withAdobeTransform(Pictures.jpegOfFourComponents(76, 85, 255, 255), 2);
		assertThat(Decoding.quadrants(Decoding.decode(jpeg))).isEqualTo("CCCC");
		assertThat(Decoding.quadrants(Decoding.decodeInJava(jpeg))).isEqualTo("CCCC");
	}

	@Test
	void readsThreeComponentsAsRgbIfTheAdobeSegmentSaysSo() {
		byte[] jpeg = withAdobeTransform(withoutJfif(Pictures.jpeg(Pictures.quadrants(64, 64))), 0);
		assertThat(Decoding.distance(Decoding.decode(jpeg), Decoding.decodeInJava(jpeg))).isLessThan(1.5);
	}

	@ParameterizedTest
	@CsvSource({ "1, RGBY, 96", "2, GRYB, 96", "3, YBGR, 96", "4, BYRG, 96", "5, RBGY, 64", "6, BRYG, 64",
			"7, YGBR, 64", "8, GYRB, 64", "9, RGBY, 96" })
	void turnsEveryOrientationUpright(int orientation, String quadrants, int width) {
		byte[] jpeg = Bytes.withExif(Pictures.jpeg(Pictures.quadrants(96, 64)), orientation);
		DecodedImage image = Decoding.decode(jpeg);
		assertThat(Decoding.quadrants(image)).isEqualTo(quadrants);
		assertThat(image.width()).isEqualTo(width);
		assertThat(image.sourceWidth()).isEqualTo(96);
		assertThat(Decoding.quadrants(Decoding.decodeInJava(jpeg))).isEqualTo(quadrants);
	}

	@Test
	void decodesAnImageWithAFewBytesOfPaddingAtItsEnd() {
		byte[] padded = Bytes.insert(PHOTO, PHOTO.length - 2, new byte[20]);
		assertThat(Decoding.distance(Decoding.decode(padded), Decoding.decode(PHOTO))).isZero();
		assertThat(Decoding.decodeInJava(padded).width()).isEqualTo(300);
	}

	@Test
	void ignoresBytesAfterTheImage() {
		byte[] motionPhoto = Bytes.join(PHOTO, Bytes.of("and a video"));
		assertThat(Decoding.distance(Decoding.decode(motionPhoto), Decoding.decode(PHOTO))).isZero();
	}

	private static int[] filled(int length, int value) {
		int[] values = new int[length];
		Arrays.fill(values, value);
		return values;
	}

	private static byte[] withAdobeTransform(byte[] jpeg, int transform) {
		byte[] adobe = Bytes.join(Bytes.of("Adobe"), Bytes.of(0, 100, 0, 0, 0, 0, transform));
		return Bytes.insert(jpeg, 2, Bytes.jpegSegment(0xee, adobe));
	}

	private static byte[] withoutJfif(byte[] jpeg) {
		return Bytes.join(Bytes.first(jpeg, 2), Arrays.copyOfRange(jpeg, 20, jpeg.length));
	}

}
