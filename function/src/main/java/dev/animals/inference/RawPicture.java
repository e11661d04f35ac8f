package dev.animals.inference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Puts raw pixels into a bitmap (BMP), so that they are decoded like any photo, within
 * the same limits. A bitmap does not change the pixels.
 */
final class RawPicture {

	private static final int HEADERS = 14 + 40;

	private static final int BITS = 24;

	private RawPicture() {
	}

	/**
	 * Writes a bitmap.
	 * @param rgb the pixels, row by row from the top left, as red, green and blue
	 * @param offset the index of the first byte
	 * @param width the width in pixels
	 * @param height the height in pixels
	 * @return the file
	 */
	static byte[] toBitmap(byte[] rgb, int offset, int width, int height) {
		int row = 3 * width;
		int padding = -row & 3;
		ByteBuffer file = ByteBuffer.allocate(Math.addExact(HEADERS, Math.multiplyExact(row + padding, height)))
			.order(ByteOrder.LITTLE_ENDIAN);
		file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(HEADERS);
		// A negative height means that the first row is at the top.
		file.putInt(40).putInt(width).putInt(-height).putShort((short) 1).putShort((short) BITS);
		file.position(HEADERS);
		for (int y = 0; y < height; y++) {
			for (int i = offset + y * row; i < offset + (y + 1) * row; i += 3) {
				file.put(rgb[i + 2]).put(rgb[i + 1]).put(rgb[i]);
			}
			file.position(file.position() + padding);
		}
		return file.array();
	}

}
