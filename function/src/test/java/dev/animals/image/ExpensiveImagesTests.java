package dev.animals.image;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.unit.DataSize;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Small files that would take long to decode are rejected by their header. JPEG is cheap,
 * because it is decoded at a reduced size.
 */
class ExpensiveImagesTests {

	@ParameterizedTest
	@CsvSource({ "7071, 16, 6, 399", "7071, 16, 2, 299", "7071, 8, 6, 199", "5200, 8, 2, 81", "3200, 16, 6, 81" })
	void rejectsAPngWithTooManySamples(int side, int depth, int colourType, int millions) {
		RejectedException rejected = Decoding.reject(png(side, side, depth, colourType));
		assertThat(rejected.reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
		assertThat(rejected.detail()).contains(side + " × " + side,
				"the time of " + millions + " million samples, but the limit is 80 million");
	}

	/** Java's reader decodes PNG files with wrong checksums. */
	@Test
	void rejectsAPngWithTooManySamplesThatJavaWouldDecode() {
		assertThat(Decoding.rejectInJava(png(7071, 7071, 16, 6))).isEqualTo(Reason.TOO_MANY_PIXELS);
	}

	/**
	 * The decoder takes little for such a strip. But the network's resize would widen
	 * each of its rows, which takes more than a gigabyte.
	 */
	@Test
	void rejectsAStripThatResizingWouldWiden() {
		byte[] strip = png(16, 1_660_000, 8, 2);
		assertThat(Decoding.reject(strip).reason()).isEqualTo(Reason.TOO_NARROW);
		assertThat(Decoding.rejectInJava(strip)).isEqualTo(Reason.TOO_NARROW);
	}

	/** Phones with cameras of 50 megapixels take photos of this size. */
	@Test
	void decodesAJpegOfFiftyMegapixels() {
		byte[] jpeg = Pictures.encode("jpeg", new BufferedImage(8192, 6144, BufferedImage.TYPE_BYTE_GRAY));
		DecodedImage image = Decoding.decode(jpeg);
		assertThat(image.sourceWidth()).isEqualTo(8192);
		assertThat(image.width()).isEqualTo(8192 / 8);
	}

	@Test
	void rejectsAJpegWithMoreThanFourTimesThePixelsOfOtherFormats() {
		byte[] jpeg = Pictures.jpeg(Pictures.quadrants(100, 81));
		assertThat(Decoding.reject(new ImageDecoder(limits(2024)), jpeg).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
		assertThat(new ImageDecoder(limits(2025)).decode(jpeg, Decoding.TARGET).width()).isEqualTo(100);
	}

	/** Every scan reads the codes of all pixels again. */
	@Test
	void countsEveryScanOfAJpeg() {
		byte[] baseline = Pictures.jpeg(Pictures.quadrants(800, 800));
		byte[] progressive = Pictures.progressiveJpeg(Pictures.quadrants(800, 800));
		ImageDecoder decoder = new ImageDecoder(new ImageLimits(50_000_000, 1_000_000, 16, DataSize.ofMegabytes(256)));
		assertThat(decoder.decode(baseline, Decoding.TARGET).sourceWidth()).isEqualTo(800);
		assertThat(Decoding.reject(decoder, progressive).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
	}

	/** Each photo is below the limit, but 32 of them would hold a predictor for long. */
	@Test
	void rejectsPhotosOfARequestThatTakeTooLongTogether() {
		byte[] png = Pictures.encode("png", Pictures.quadrants(30, 30));
		ImageDecoder decoder = new ImageDecoder(new ImageLimits(900, 2700, 16, DataSize.ofMegabytes(1)));
		List<Supplier<DecodedImage>> photos = ImageDecoder
			.together(Collections.nCopies(5, () -> decoder.decode(png, Decoding.TARGET)));
		assertThat(photos.subList(0, 4)).allSatisfy((photo) -> assertThat(photo.get().width()).isEqualTo(30));
		assertThatExceptionOfType(RejectedException.class).isThrownBy(photos.getLast()::get)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.TOO_LARGE));
		assertThat(decoder.decode(png, Decoding.TARGET).width()).as("another request").isEqualTo(30);
	}

	@Test
	void decodesPhotosOfARequestWithTheLargestLimit() {
		byte[] png = Pictures.encode("png", Pictures.quadrants(30, 30));
		ImageDecoder decoder = new ImageDecoder(new ImageLimits(900, Long.MAX_VALUE, 16, DataSize.ofMegabytes(1)));
		List<Supplier<DecodedImage>> photo = ImageDecoder.together(List.of(() -> decoder.decode(png, Decoding.TARGET)));
		assertThat(photo.getFirst().get().width()).isEqualTo(30);
	}

	private static ImageLimits limits(long maxPixels) {
		return new ImageLimits(maxPixels, 100_000_000, 16, DataSize.ofMegabytes(256));
	}

	/** Returns a PNG whose image data are missing. */
	private static byte[] png(int width, int height, int depth, int colourType) {
		byte[] header = ByteBuffer.allocate(13)
			.putInt(width)
			.putInt(height)
			.put(new byte[] { (byte) depth, (byte) colourType, 0, 0, 0 })
			.array();
		return Bytes.join(Bytes.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), Bytes.pngChunk("IHDR", header),
				Bytes.pngChunk("IDAT", Bytes.deflate(new byte[100])));
	}

}
