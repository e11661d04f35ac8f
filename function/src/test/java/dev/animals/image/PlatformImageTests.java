package dev.animals.image;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.rejection.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * PNG, GIF and BMP images.
 */
class PlatformImageTests {

	@ParameterizedTest
	@EnumSource(names = { "JPEG", "WEBP" }, mode = Mode.EXCLUDE)
	void decodesEachFormat(ImageFormat format) {
		DecodedImage image = Decoding.decode(Pictures.encode(format.toString(), Pictures.quadrants(60, 40)));
		assertThat(image.format()).isEqualTo(format);
		assertThat(new int[] { image.width(), image.height() }).containsExactly(60, 40);
		assertThat(Decoding.quadrants(image)).isEqualTo("RGBY");
	}

	@ParameterizedTest
	@ValueSource(ints = { BufferedImage.TYPE_USHORT_565_RGB, BufferedImage.TYPE_USHORT_555_RGB,
			BufferedImage.TYPE_BYTE_INDEXED, BufferedImage.TYPE_3BYTE_BGR })
	void decodesBitmapsOfEveryDepth(int type) {
		BufferedImage picture = Pictures.quadrants(60, 40, type);
		assertThat(Decoding.quadrants(Decoding.decode(Pictures.encode("bmp", picture)))).isEqualTo("RGBY");
	}

	@Test
	void keepsGreyAsItIsStored() {
		BufferedImage picture = new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_GRAY);
		picture.getRaster().setSample(3, 4, 0, 90);
		assertThat(Decoding.pixel(Decoding.decode(Pictures.encode("png", picture)), 3, 4)).containsExactly(90, 90, 90);
	}

	@Test
	void turnsOneBitIntoBlackOrWhite() {
		BufferedImage picture = new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_BINARY);
		picture.getRaster().setSample(3, 4, 0, 1);
		DecodedImage image = Decoding.decode(Pictures.encode("png", picture));
		assertThat(Decoding.pixel(image, 3, 4)).containsExactly(255, 255, 255);
		assertThat(Decoding.pixel(image, 4, 4)).containsExactly(0, 0, 0);
	}

	@Test
	void blendsTransparentPixelsWithWhite() {
		BufferedImage picture = new BufferedImage(20, 20, BufferedImage.TYPE_INT_ARGB);
		picture.setRGB(1, 1, 0x80ff0000);
		picture.setRGB(2, 2, 0xff00ff00);
		DecodedImage image = Decoding.decode(Pictures.encode("png", picture));
		assertThat(Decoding.pixel(image, 0, 0)).containsExactly(255, 255, 255);
		assertThat(Decoding.pixel(image, 1, 1)).containsExactly(255, 127, 127);
		assertThat(Decoding.pixel(image, 2, 2)).containsExactly(0, 255, 0);
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "gif" })
	void blendsTransparentColoursOfAPaletteWithWhite(String format) {
		byte[] levels = { 0, 100 };
		IndexColorModel palette = new IndexColorModel(1, 2, levels, levels, levels, 0);
		BufferedImage picture = new BufferedImage(20, 20, BufferedImage.TYPE_BYTE_BINARY, palette);
		picture.getRaster().setSample(3, 4, 0, 1);
		DecodedImage image = Decoding.decode(Pictures.encode(format, picture));
		assertThat(Decoding.pixel(image, 0, 0)).containsExactly(255, 255, 255);
		assertThat(Decoding.pixel(image, 3, 4)).containsExactly(100, 100, 100);
	}

	@Test
	void appliesTheOrientationOfAPng() {
		byte[] png = Pictures.encode("png", Pictures.quadrants(60, 40));
		byte[] turned = Bytes.insert(png, 33, Bytes.pngChunk("eXIf", Bytes.exif(6)));
		assertThat(Decoding.quadrants(Decoding.decode(turned))).isEqualTo("BRYG");
	}

	@Test
	void reducesImagesOfMoreThanFourMegapixels() {
		DecodedImage image = Decoding.decode(Pictures.encode("png", Pictures.quadrants(3000, 2000)));
		assertThat(new int[] { image.sourceWidth(), image.width(), image.height() }).containsExactly(3000, 1500, 1000);
		assertThat(Decoding.quadrants(image)).isEqualTo("RGBY");
	}

	@Test
	void reducesLargeImagesWithPatternsToTheirMean() {
		BufferedImage lines = new BufferedImage(3000, 2000, BufferedImage.TYPE_BYTE_BINARY);
		for (int y = 0; y < 2000; y += 2) {
			lines.getRaster().setSamples(0, y + 1, 3000, 1, 0, IntStream.range(0, 3000).map((x) -> 1).toArray());
		}
		assertThat(Decoding.pixel(Decoding.decode(Pictures.encode("png", lines)), 700, 700)).containsExactly(128, 128,
				128);
	}

	@Test
	void doesNotReduceTheShorterSideBelowTwiceTheTarget() {
		BufferedImage thin = new BufferedImage(10_000, 500, BufferedImage.TYPE_BYTE_BINARY);
		assertThat(Decoding.decode(Pictures.encode("png", thin)).height()).isEqualTo(500);
	}

	@ParameterizedTest
	@EnumSource(names = { "JPEG", "WEBP" }, mode = Mode.EXCLUDE)
	void rejectsTruncatedImages(ImageFormat format) {
		byte[] whole = Pictures.encode(format.toString(), Pictures.waves(60, 40));
		assertThat(Decoding.reject(Bytes.first(whole, whole.length * 2 / 3)).reason()).isEqualTo(Reason.CORRUPT);
	}

	@Test
	void rejectsCompressedBitmapsThatEndBeforeTheirLastPixel() throws IOException {
		byte[] bitmap = Files.readAllBytes(UnusualImagesTests.FOLDER.resolve("runs-40.bmp"));
		assertThat(Decoding.reject(Bytes.first(bitmap, bitmap.length - 5)).reason()).isEqualTo(Reason.CORRUPT);
	}

	@Test
	void rejectsBitmapsThatEmbedAnotherImage() {
		byte[] bitmap = Pictures.encode("bmp", Pictures.quadrants(60, 40));
		bitmap[30] = 5;
		assertThat(Decoding.reject(bitmap).reason()).isEqualTo(Reason.NOT_AN_IMAGE);
		assertThat(Decoding.reject(bitmap).detail()).contains("embeds");
	}

	@Test
	void rejectsPngImagesWithAnUnknownChunkThatDecodersNeed() {
		byte[] png = Pictures.encode("png", Pictures.quadrants(60, 40));
		byte[] unknown = Bytes.insert(png, 33, Bytes.pngChunk("CgBI", new byte[4]));
		assertThat(Decoding.reject(unknown).reason()).isEqualTo(Reason.CORRUPT);
	}

	@Test
	void rejectsGifImagesThatEndBeforeTheirLastPixel() {
		byte[] gif = Pictures.encode("gif", Pictures.quadrants(60, 40));
		byte[] taller = gif.clone();
		int frame = Bytes.lastIndexOf(gif, 0x2c, 0, 0, 0, 0, 60, 0, 40, 0);
		taller[frame + 7]++;
		assertThat(Decoding.reject(taller).reason()).isEqualTo(Reason.CORRUPT);
	}

}
