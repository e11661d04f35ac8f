package dev.animals.image;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SixteenBitPngTests {

	@Test
	void keepsTheUpperByteOfSixteenBits() {
		DecodedImage image = Decoding.decode(Pictures.encode("png", sixteenBits(3, Transparency.OPAQUE, 0x12ff)));
		assertThat(Decoding.pixel(image, 0, 0)).containsExactly(0x12, 0x12, 0x12);
	}

	@Test
	void blendsSixteenBitAlphaWithWhite() {
		DecodedImage image = Decoding.decode(Pictures.encode("png", sixteenBits(4, Transparency.TRANSLUCENT, 0)));
		assertThat(Decoding.pixel(image, 0, 0)).containsExactly(255, 255, 255);
	}

	@Test
	void blendsGreyWithAlphaWithWhite() {
		DecodedImage image = Decoding.decode(Pictures.encode("png", sixteenBits(2, Transparency.TRANSLUCENT, 0x80ff)));
		assertThat(Decoding.pixel(image, 0, 0)).containsExactly(191, 191, 191);
	}

	private static BufferedImage sixteenBits(int channels, int transparency, int sample) {
		WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_USHORT, 20, 20, channels, null);
		int[] pixel = new int[channels];
		Arrays.fill(pixel, sample);
		raster.setPixel(0, 0, pixel);
		ColorSpace space = ColorSpace.getInstance((channels < 3) ? ColorSpace.CS_GRAY : ColorSpace.CS_sRGB);
		boolean alpha = transparency == Transparency.TRANSLUCENT;
		return new BufferedImage(new ComponentColorModel(space, alpha, false, transparency, DataBuffer.TYPE_USHORT),
				raster, false, null);
	}

}
