package dev.animals.image;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ImageFormatTests {

	@Test
	void isWrittenInLowerCase() {
		assertThat(ImageFormat.values()).extracting(ImageFormat::toString)
			.containsExactly("jpeg", "png", "gif", "bmp", "webp");
	}

	@Test
	void isRecognisedByTheFirstBytes() {
		assertThat(ImageFormat.of(Bytes.of(0xff, 0xd8, 0xff))).isEqualTo(ImageFormat.JPEG);
		assertThat(ImageFormat.of(Bytes.of("GIF87a"))).isEqualTo(ImageFormat.GIF);
		assertThat(ImageFormat.of(Bytes.of("RIFF????WEBP"))).isEqualTo(ImageFormat.WEBP);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\u00ff\u00d8", "GIF88a", "RIFF????WAVE", "BM", "BMW is a car, not an image",
			"BM????????????(\0\0\1", "BM????????????)\0\0\0" })
	void isUnknownForOtherBytes(String text) {
		assertThat(ImageFormat.of(Bytes.of(text))).isNull();
	}

}
