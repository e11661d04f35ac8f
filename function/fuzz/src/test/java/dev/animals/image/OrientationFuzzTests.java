package dev.animals.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The orientation in Exif blocks.
 */
class OrientationFuzzTests {

	private static final int OFFSET = 3;

	static Stream<byte[]> seeds() {
		return Stream.of(exif(ByteOrder.LITTLE_ENDIAN, "II"), exif(ByteOrder.BIG_ENDIAN, "MM"), new byte[0]);
	}

	private static byte[] exif(ByteOrder order, String mark) {
		return ByteBuffer.allocate(26)
			.order(order)
			.put((byte) mark.charAt(0))
			.put((byte) mark.charAt(1))
			.putShort((short) 42)
			.putInt(8)
			.putShort((short) 1)
			.putShort((short) 0x0112)
			.putShort((short) 3)
			.putInt(1)
			.putShort((short) 6)
			.array();
	}

	@MethodSource("seeds")
	@FuzzTest
	void isFoundOrUpright(byte[] exif) {
		byte[] file = new byte[OFFSET + exif.length];
		System.arraycopy(exif, 0, file, OFFSET, exif.length);
		assertThat(Orientation.ofExif(file, OFFSET, exif.length)).isNotNull();
	}

}
