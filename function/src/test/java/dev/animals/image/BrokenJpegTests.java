package dev.animals.image;

import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.rejection.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JPEG images that are truncated, corrupt or not supported.
 */
class BrokenJpegTests {

	private static final byte[] PHOTO = Pictures.jpeg(Pictures.waves(300, 200));

	@ParameterizedTest
	@ValueSource(doubles = { 0.2, 0.5, 0.9, 0.99 })
	void rejectsTruncatedImages(double part) {
		byte[] truncated = Bytes.first(PHOTO, (int) (PHOTO.length * part));
		assertThat(Decoding.reject(truncated).reason()).isEqualTo(Reason.CORRUPT);
		assertThat(Decoding.rejectInJava(truncated)).isEqualTo(Reason.CORRUPT);
	}

	@Test
	void rejectsImagesWithMissingBytes() {
		int hole = PHOTO.length / 2;
		byte[] broken = Bytes.join(Bytes.first(PHOTO, hole), Arrays.copyOfRange(PHOTO, hole + 500, PHOTO.length));
		assertThat(Decoding.reject(broken).reason()).isEqualTo(Reason.CORRUPT);
	}

	@Test
	void rejectsHeadersWithoutAFrame() {
		byte[] scanOnly = Bytes.join(Bytes.of(0xff, 0xd8), Bytes.jpegSegment(0xda, new byte[10]));
		assertThat(Decoding.reject(scanOnly).reason()).isEqualTo(Reason.CORRUPT);
	}

	@Test
	void rejectsProgressiveImagesThatEndAfterAScan() {
		byte[] progressive = Pictures.progressiveJpeg(Pictures.waves(300, 200));
		byte[] truncated = Bytes.first(progressive, Bytes.lastIndexOf(progressive, 0xff, 0xda));
		assertThat(Decoding.reject(truncated).reason()).isEqualTo(Reason.CORRUPT);
		assertThat(Decoding.rejectInJava(truncated)).isEqualTo(Reason.CORRUPT);
	}

	@Test
	void rejectsASecondFrame() {
		byte[] second = Bytes.insert(PHOTO, 20, Bytes.jpegFrame(0xc0, 8, 300, 200));
		assertThat(Decoding.reject(second).reason()).isEqualTo(Reason.CORRUPT);
	}

	@Test
	void rejectsImagesWithoutHeight() {
		byte[] frame = Bytes.jpegFrame(0xc0, 8, 64, 0);
		byte[] jpeg = Bytes.join(Bytes.of(0xff, 0xd8), frame, Bytes.jpegSegment(0xda, new byte[10]));
		assertThat(Decoding.reject(jpeg).reason()).isEqualTo(Reason.TOO_SMALL);
	}

	@Test
	void rejectsGarbageBetweenThousandsOfSegments() {
		byte[][] parts = new byte[20_000][];
		Arrays.fill(parts, Bytes.join(Bytes.jpegSegment(0xdd, new byte[2]), Bytes.of("garbage")));
		byte[] garbage = Bytes.insert(PHOTO, 20, Bytes.join(parts));
		assertThat(Decoding.reject(garbage).reason()).isEqualTo(Reason.CORRUPT);
	}

	@Test
	void rejectsSamplingFactorsOutsideTheStandard() {
		byte[] frame = Bytes.jpegFrame(0xc2, 8, 64, 64);
		frame[11] = 0x50;
		byte[] jpeg = Bytes.join(Bytes.of(0xff, 0xd8), frame, Bytes.jpegSegment(0xda, new byte[10]));
		assertThat(Decoding.reject(jpeg).reason()).isEqualTo(Reason.CORRUPT);
	}

	@Test
	void rejectsMoreScansThanAnyEncoderWrites() {
		byte[] jpeg = Pictures.progressiveJpeg(Pictures.waves(64, 64));
		int scan = Bytes.lastIndexOf(jpeg, 0xff, 0xda);
		byte[] last = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
		for (int i = 0; i < 100; i++) {
			jpeg = Bytes.insert(jpeg, scan, last);
		}
		assertThat(Decoding.reject(jpeg).reason()).isEqualTo(Reason.CORRUPT);
	}

	@ParameterizedTest
	@CsvSource({ "0xc3, 8", "0xc1, 12" })
	void rejectsLosslessAndTwelveBitImages(String marker, int precision) {
		byte[] jpeg = Bytes.join(Bytes.of(0xff, 0xd8), Bytes.jpegFrame(Integer.decode(marker), precision, 64, 64),
				Bytes.jpegSegment(0xda, new byte[10]));
		assertThat(Decoding.reject(jpeg).reason()).isEqualTo(Reason.NOT_AN_IMAGE);
		assertThat(Decoding.reject(jpeg).detail()).contains("8 bits");
	}

}
