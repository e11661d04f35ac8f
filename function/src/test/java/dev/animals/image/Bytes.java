package dev.animals.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Builds files byte by byte, to get files that no encoder would write.
 */
final class Bytes {

	private Bytes() {
	}

	static byte[] of(int... values) {
		byte[] bytes = new byte[values.length];
		for (int i = 0; i < values.length; i++) {
			bytes[i] = (byte) values[i];
		}
		return bytes;
	}

	static byte[] of(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	static byte[] join(byte[]... parts) {
		ByteArrayOutputStream whole = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			whole.writeBytes(part);
		}
		return whole.toByteArray();
	}

	static byte[] insert(byte[] bytes, int position, byte[] inserted) {
		return join(Arrays.copyOf(bytes, position), inserted, Arrays.copyOfRange(bytes, position, bytes.length));
	}

	static byte[] first(byte[] bytes, int length) {
		return Arrays.copyOf(bytes, length);
	}

	static byte[] last(byte[] bytes, int length) {
		return Arrays.copyOfRange(bytes, bytes.length - length, bytes.length);
	}

	/** Returns the position of the last occurrence. */
	static int lastIndexOf(byte[] bytes, int... wanted) {
		byte[] part = of(wanted);
		for (int i = bytes.length - part.length; i >= 0; i--) {
			if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
				return i;
			}
		}
		throw new IllegalArgumentException("Not found");
	}

	static byte[] jpegSegment(int marker, byte[] data) {
		return join(of(0xff, marker, (data.length + 2) >> 8, data.length + 2), data);
	}

	/** Returns a little-endian Exif block with one entry. */
	static byte[] exif(int orientation) {
		return join(of("II*\0"), of(8, 0, 0, 0, 1, 0), of(0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0),
				of(0, 0, 0, 0));
	}

	static byte[] withExif(byte[] jpeg, int orientation) {
		return insert(jpeg, 2, jpegSegment(0xe1, join(of("Exif\0\0"), exif(orientation))));
	}

	static byte[] pngChunk(String name, byte[] data) {
		CRC32 check = new CRC32();
		check.update(of(name));
		check.update(data);
		return join(ByteBuffer.allocate(4).putInt(data.length).array(), of(name), data,
				ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
	}

	static byte[] deflate(byte[] bytes) {
		try (Deflater deflater = new Deflater()) {
			deflater.setInput(bytes);
			deflater.finish();
			byte[] deflated = new byte[bytes.length + 64];
			return first(deflated, deflater.deflate(deflated));
		}
	}

	/** Returns a JPEG frame header with three components and 4:2:0 subsampling. */
	static byte[] jpegFrame(int marker, int precision, int width, int height) {
		return jpegSegment(marker,
				of(precision, height >> 8, height, width >> 8, width, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0));
	}

}
