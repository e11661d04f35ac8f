package dev.animals.image;

import java.util.HexFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OrientationTests {

	private static final byte[] BIG_ENDIAN = Bytes.join(Bytes.of("MM\0*"), Bytes.of(0, 0, 0, 8, 0, 2),
			Bytes.of(1, 0x0f, 0, 2, 0, 0, 0, 1, 'A', 0, 0, 0), Bytes.of(1, 0x12, 0, 3, 0, 0, 0, 1, 0, 8, 0, 0));

	@Test
	void isFoundInBothByteOrders() {
		assertThat(of(Bytes.exif(6))).isEqualTo(Orientation.QUARTER_TURN_RIGHT);
		assertThat(of(BIG_ENDIAN)).isEqualTo(Orientation.QUARTER_TURN_LEFT);
	}

	@ParameterizedTest
	@CsvSource({ "1, 06ffffff", "3, 0006ffff", "4, 00000006", "6, 06ffffff", "7, 06ffffff", "8, 0006ffff",
			"9, 00000006" })
	void isReadFromEveryTypeOfInteger(int type, String value) {
		byte[] bytes = HexFormat.of().parseHex(value);
		byte[] entry = Bytes.join(Bytes.of(1, 0x12, 0, type, 0, 0, 0, 1), bytes);
		byte[] bigEndian = Bytes.join(Bytes.of("MM\0*"), Bytes.of(0, 0, 0, 8, 0, 1), entry);
		assertThat(of(bigEndian)).isEqualTo(Orientation.QUARTER_TURN_RIGHT);
		byte[] reversed = (bytes[0] == 6) ? bytes : (bytes[1] == 6) ? Bytes.of(6, 0, 0xff, 0xff) : Bytes.of(6, 0, 0, 0);
		byte[] littleEndian = Bytes.join(Bytes.of("II*\0"), Bytes.of(8, 0, 0, 0, 1, 0),
				Bytes.of(0x12, 1, type, 0, 1, 0, 0, 0), reversed);
		assertThat(of(littleEndian)).isEqualTo(Orientation.QUARTER_TURN_RIGHT);
	}

	@ParameterizedTest
	@CsvSource({ "2, 1", "5, 1", "11, 1", "3, 0", "3, 3" })
	void isUprightIfTheEntryIsNotOneInteger(int type, int count) {
		byte[] exif = Bytes.exif(6);
		exif[12] = (byte) type;
		exif[14] = (byte) count;
		assertThat(of(exif)).isEqualTo(Orientation.UPRIGHT);
	}

	private static Orientation of(byte[] exif) {
		return Orientation.ofExif(exif, 0, exif.length);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 9, 255 })
	void isUprightIfTheValueIsUnknown(int value) {
		assertThat(of(Bytes.exif(value))).isEqualTo(Orientation.UPRIGHT);
	}

	@Test
	void isUprightIfTheTagIsMissing() {
		byte[] exif = Bytes.exif(6);
		exif[10] = 0x13;
		assertThat(of(exif)).isEqualTo(Orientation.UPRIGHT);
	}

	@Test
	void isUprightIfTheBlockHasNoByteOrder() {
		assertThat(of(Bytes.of("no TIFF header"))).isEqualTo(Orientation.UPRIGHT);
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 7, 12, 18 })
	void isUprightIfTheBlockIsTruncated(int length) {
		assertThat(of(Bytes.first(Bytes.exif(6), length))).isEqualTo(Orientation.UPRIGHT);
	}

	@Test
	void isUprightIfTheDirectoryIsOutsideTheBlock() {
		byte[] exif = Bytes.exif(6);
		exif[7] = (byte) 0x80;
		assertThat(of(exif)).isEqualTo(Orientation.UPRIGHT);
	}

	@Test
	void isUprightIfTheBlockIsOutsideTheFile() {
		assertThat(Orientation.ofExif(Bytes.exif(6), 20, 100)).isEqualTo(Orientation.UPRIGHT);
		assertThat(Orientation.ofExif(Bytes.exif(6), 0, -1)).isEqualTo(Orientation.UPRIGHT);
	}

}
