package dev.animals.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.animals.rejection.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * WebP images of 48 × 32 pixels. Pillow 11.3 wrote them, because Java cannot write WebP.
 */
class WebpTests {

	static final byte[] LOSSY = file("""
			UklGRnwAAABXRUJQVlA4IHAAAADwBQCdASowACAAPikShUKhoQ6vMAwBQlmAMURQX4B+IGthcA/Bj9gP8zyAXYD9cs77C1me6H62
			AAD+86Ozx9lsXdXK/kbfj8bf/7QYmHlqAFuLs/60KQI2bqW4cns3dPf7kp//0mPx3FzsP2XU0AAA""");

	static final byte[] LOSSLESS = file("""
			UklGRkgAAABXRUJQVlA4TDwAAAAvL8AHAB+gkG0ESGKAx/4yCQSILRFyhUkQCBDCZMsSMf/xbaCGgZq2jaCSLMkj+WbuHNH/CSg0
			ZtYozAw=""");

	/** The first quadrant is transparent and the second is half transparent. */
	static final byte[] LOSSY_WITH_ALPHA = file("""
			UklGRrQAAABXRUJQVlA4WAoAAAAQAAAALwAAHwAAQUxQSB4AAAABFyAQSFKffI2ICAcibZuZvMnrHB6O6P8EoNdmyw9WUDggcAAA
			APAFAJ0BKjAAIAA+KRKFQqGhDq8wDAFCWYAxRFBfgH4ga2FwD8GP2A/zPIBdgP1yzvsLWZ7ofrYAAP7zo7PH2Wxd1cr+Rt+Pxt//
			tBiYeWoAW4uz/rQpAjZupbhyezd09/uSn//SY/HcXOw/ZdTQAAA=""");

	private static final byte[] LOSSLESS_WITH_ALPHA = file("""
			UklGRkwAAABXRUJQVlA4TEAAAAAvL8AHEB+gkG0ESGKAx/4yCQSILRFyhUkQCBDCZMsSISAorrO8+DKsDgM1bRtBJVmSR/LN3Dmi
			/xNQaMysUZgZ""");

	private static final byte[] ANIMATED = file("""
			UklGRtwAAABXRUJQVlA4WAoAAAACAAAALwAAHwAAQU5JTQYAAAAAAAAAAABBTk1GVAAAAAAAAAAAAC8AAB8AAAAAAAJWUDhMOwAA
			AC8vwAcAHyAQIMbECNKkU0BCGGGE/xkoECAmBAqXIGL+gxryLUCYbTTJSZ7kDO4d0f/Ytk1VPwNAVV0OAEFOTUZUAAAAAAAAAAAA
			LwAAHwAAAAAAAFZQOEw7AAAALy/ABwAfIBAgxsQI0qRTQEIYYYT/GSgQICYECpcgYv6DGvItQJhtNMlJTvIM7h3R/9i2DQA+q2pV
			XQ4A""");

	private static final byte[] QUARTER_TURN = file("""
			UklGRnwAAABXRUJQVlA4WAoAAAAIAAAALwAAHwAAVlA4TDwAAAAvL8AHAB+gkG0ESGKAx/4yCQSILRFyhUkQCBDCZMsSMf/xbaCG
			gZq2jaCSLMkj+WbuHNH/CSg0ZtYozAxFWElGGgAAAE1NACoAAAAIAAEBEgADAAAAAQAGAAAAAAAA""");

	private static byte[] file(String base64) {
		return Base64.getMimeDecoder().decode(base64);
	}

	@Test
	void decodesLossyImages() {
		DecodedImage image = Decoding.decode(LOSSY);
		assertThat(image.format()).isEqualTo(ImageFormat.WEBP);
		assertThat(new int[] { image.width(), image.height() }).containsExactly(48, 32);
		assertThat(Decoding.quadrants(image)).isEqualTo("RGBY");
	}

	@Test
	void decodesLosslessImages() {
		DecodedImage image = Decoding.decode(LOSSLESS);
		assertThat(Decoding.quadrants(image)).isEqualTo("RGBY");
		assertThat(Decoding.pixel(image, 1, 1)).containsExactly(220, 40, 40);
	}

	@Test
	void blendsTransparentPixelsOfLossyImagesWithWhite() {
		DecodedImage image = Decoding.decode(LOSSY_WITH_ALPHA);
		assertThat(Decoding.quadrants(image)).isIn("WWBY", "WGBY", "WCBY");
		assertThat(Decoding.pixel(image, 40, 5)[1]).isBetween(217, 237);
	}

	@Test
	void blendsTransparentPixelsOfLosslessImagesWithWhite() {
		DecodedImage image = Decoding.decode(LOSSLESS_WITH_ALPHA);
		assertThat(Decoding.pixel(image, 5, 5)).containsExactly(255, 255, 255);
		assertThat(Decoding.pixel(image, 40, 5)).containsExactly(147, 227, 157);
	}

	@Test
	void decodesTheFirstFrameOfAnAnimation() {
		assertThat(Decoding.quadrants(Decoding.decode(ANIMATED))).isEqualTo("RGBY");
	}

	@Test
	void appliesTheOrientation() {
		assertThat(Decoding.quadrants(Decoding.decode(QUARTER_TURN))).isEqualTo("BRYG");
	}

	@Test
	void appliesAnOrientationThatIsNamedAsInAJpeg() {
		byte[] block = Bytes.join(Bytes.of("Exif\0\0"), Bytes.exif(3));
		byte[] named = Bytes.join(LOSSLESS, Bytes.of("EXIF"), Bytes.of(block.length, 0, 0, 0), block);
		assertThat(Decoding.quadrants(Decoding.decode(named))).isEqualTo("YBGR");
	}

	@Test
	void reservesMemoryForTheHuffmanTablesOfLosslessData() throws IOException {
		assertThat(WebpContainer.read(LOSSY).codeMemory()).isZero();
		assertThat(WebpContainer.read(LOSSLESS).codeMemory()).isBetween(100_000L, 200_000L);
		assertThat(WebpContainer.read(LOSSY_WITH_ALPHA).codeMemory()).isPositive();
	}

	@Test
	void rejectsTruncatedImages() {
		assertThat(Decoding.reject(Bytes.first(LOSSY, 90)).reason()).isEqualTo(Reason.CORRUPT);
	}

	/** The fuzzer found this file, which kept the Java reader busy for 23 seconds. */
	@Test
	@Timeout(10)
	void rejectsLosslessDataThatEndsWithinItsCodes() throws IOException {
		byte[] webp = Files.readAllBytes(Path.of("src/test/resources/images/codes-cut.webp"));
		assertThat(Decoding.rejectInJava(webp)).isEqualTo(Reason.CORRUPT);
	}

	/**
	 * The codes of all pixels have no bits, so the last eight bytes contain the whole
	 * picture. Pillow writes such a file with method 0.
	 */
	@Test
	void decodesLosslessPicturesOfASingleColourInJava() {
		byte[] webp = file("UklGRh4AAABXRUJQVlA4TBEAAAAvz8fzAQdQjyIXpf+BiOh/AAA=");
		DecodedImage image = Decoding.decodeInJava(webp);
		assertThat(Decoding.pixel(image, 0, 0)).containsExactly(200, 30, 40);
		assertThat(Decoding.pixel(image, image.width() - 1, image.height() - 1)).containsExactly(200, 30, 40);
	}

	@Test
	void rejectsContainersWithoutAPicture() {
		assertThat(Decoding.reject(Bytes.first(ANIMATED, 30)).reason()).isEqualTo(Reason.CORRUPT);
	}

	@Test
	void rejectsPicturesThatAreLargerThanTheirCanvas() {
		byte[] bomb = LOSSY_WITH_ALPHA.clone();
		int picture = Bytes.lastIndexOf(bomb, 0x9d, 0x01, 0x2a);
		System.arraycopy(Bytes.of(0xff, 0x3f, 0xff, 0x3f), 0, bomb, picture + 3, 4);
		assertThat(Decoding.reject(bomb).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
	}

}
