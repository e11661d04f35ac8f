package dev.animals.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import dev.animals.rejection.Reason;

import static org.assertj.core.api.Assertions.assertThat;

class ImageDecoderTests {

	@Test
	void doesNotModifyTheBytes() {
		byte[] jpeg = Pictures.jpeg(Pictures.waves(64, 64));
		byte[] copy = jpeg.clone();
		Decoding.decode(jpeg);
		assertThat(jpeg).isEqualTo(copy);
	}

	@Test
	void decodesConcurrentlyWithASmallBudget() throws ExecutionException, InterruptedException {
		byte[] jpeg = Pictures.progressiveJpeg(Pictures.waves(400, 300));
		byte[] rgb = Decoding.decode(jpeg).rgb();
		ImageDecoder decoder = new ImageDecoder(new ImageLimits(1_000_000, 100_000_000, 16, DataSize.ofMegabytes(2)));
		List<Future<DecodedImage>> images = new ArrayList<>();
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			for (int i = 0; i < 64; i++) {
				images.add(threads.submit(() -> decoder.decode(jpeg, Decoding.TARGET)));
			}
			for (Future<DecodedImage> image : images) {
				assertThat(image.get().rgb()).isEqualTo(rgb);
			}
		}
	}

	@Test
	void rejectsTextThatLooksLikeAFileName() {
		byte[] text = "This is no koala.jpg".getBytes(StandardCharsets.UTF_8);
		assertThat(Decoding.reject(text).reason()).isEqualTo(Reason.NOT_AN_IMAGE);
		assertThat(Decoding.reject(text).detail()).contains("JPEG, PNG, GIF, BMP and WebP");
	}

	@Test
	void rejectsAnEmptyFile() {
		assertThat(Decoding.reject(new byte[0]).reason()).isEqualTo(Reason.NOT_AN_IMAGE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "jpeg", "png", "gif", "bmp" })
	void rejectsAnImageOfOnePixel(String format) {
		byte[] pixel = Pictures.encode(format, Pictures.quadrants(1, 1));
		assertThat(Decoding.reject(pixel).reason()).isEqualTo(Reason.TOO_SMALL);
		assertThat(Decoding.reject(pixel).detail()).contains("1 × 1", "at least 16");
	}

	@ParameterizedTest
	@CsvSource({ "16, 321", "321, 16" })
	void rejectsAnImageThatIsMoreThanTwentyTimesAsLongAsWide(int width, int height) {
		byte[] png = Pictures.encode("png", Pictures.quadrants(width, height));
		assertThat(Decoding.reject(png).reason()).isEqualTo(Reason.TOO_NARROW);
		assertThat(Decoding.reject(png).detail()).contains(width + " × " + height, "at most 20 times as long");
	}

	@ParameterizedTest
	@CsvSource({ "16, 320", "320, 16" })
	void decodesAnImageThatIsTwentyTimesAsLongAsWide(int width, int height) {
		byte[] png = Pictures.encode("png", Pictures.quadrants(width, height));
		assertThat(Decoding.decode(png).width()).isEqualTo(width);
	}

	@Test
	void rejectsAnImageWithOnePixelMoreThanTheLimit() {
		byte[] png = Pictures.encode("png", Pictures.quadrants(33, 31));
		ImageDecoder decoder = new ImageDecoder(new ImageLimits(33 * 31 - 1, 100_000_000, 16, DataSize.ofMegabytes(1)));
		assertThat(Decoding.reject(decoder, png).reason()).isEqualTo(Reason.TOO_MANY_PIXELS);
		assertThat(Decoding.reject(decoder, png).detail()).contains("33 × 31", "limit is 1022");
	}

}
