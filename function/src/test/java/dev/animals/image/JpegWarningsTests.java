package dev.animals.image;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JpegWarningsTests {

	@ParameterizedTest
	@ValueSource(strings = { "Corrupt JPEG data: 1 extraneous bytes before marker 0xd9",
			"Corrupt JPEG data: 64 extraneous bytes before marker 0xd9", "Embedded color profile is invalid; ignored" })
	void areHarmlessIfNoPixelIsMissing(String warning) {
		assertThat(JpegWarnings.isHarmless(warning, 3)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Corrupt JPEG data: 65 extraneous bytes before marker 0xd9",
			"Corrupt JPEG data: 1 extraneous bytes before marker 0xda",
			"Corrupt JPEG data: 99999999999 extraneous bytes before marker 0xd9", "Premature end of JPEG file",
			"Corrupt JPEG data: premature end of data segment", "Corrupt JPEG data: bad Huffman code" })
	void areHarmfulIfPixelsMayBeMissing(String warning) {
		assertThat(JpegWarnings.isHarmless(warning, 3)).isFalse();
	}

	@Test
	void areHarmlessIfAllExtraneousBytesAreEqual() {
		String warning = "Corrupt JPEG data: 500 extraneous bytes before marker 0xd9";
		assertThat(JpegWarnings.isHarmless(warning, 500)).isTrue();
		assertThat(JpegWarnings.isHarmless(warning, 499)).isFalse();
	}

	@Test
	void tellHowMuchPaddingFollowsAScan() {
		assertThat(JpegWarnings.padding("Corrupt JPEG data: 5 extraneous bytes before marker 0xe4", 0xe4)).isEqualTo(5);
		assertThat(JpegWarnings.padding("Corrupt JPEG data: 5 extraneous bytes before marker 0xe4", 0xe5)).isZero();
		assertThat(JpegWarnings.padding("Corrupt JPEG data: 65 extraneous bytes before marker 0xe4", 0xe4)).isZero();
		assertThat(JpegWarnings.padding("Premature end of JPEG file", 0xe4)).isZero();
	}

}
