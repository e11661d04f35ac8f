package dev.animals.image;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The header of a picture in a WebP file.
 *
 * @param width the width in pixels
 * @param height the height in pixels
 * @param alpha whether pixels can be transparent
 */
record WebpHeader(int width, int height, boolean alpha) {

	private static final int SIDE = 0x3fff;

	private static final int LOSSLESS_SIGNATURE = 0x2f;

	private static final int LOSSY_SIGNATURE = 0x2a019d;

	/**
	 * Reads the header of lossy data (RFC 6386, section 9.1).
	 * @param file the file, as little-endian
	 * @param data the position of the data
	 * @param alpha whether the file has an alpha channel for the picture
	 * @return the header
	 * @throws IOException if the data are no key frame
	 */
	static WebpHeader ofLossy(ByteBuffer file, int data, boolean alpha) throws IOException {
		if ((file.getInt(data + 3) & 0xffffff) != LOSSY_SIGNATURE) {
			throw new IOException("No key frame");
		}
		return new WebpHeader(file.getShort(data + 6) & SIDE, file.getShort(data + 8) & SIDE, alpha);
	}

	/**
	 * Reads the header of lossless data (RFC 9649, section 3.4).
	 * @param file the file, as little-endian
	 * @param data the position of the data
	 * @return the header
	 * @throws IOException if the signature is wrong
	 */
	static WebpHeader ofLossless(ByteBuffer file, int data) throws IOException {
		if (file.get(data) != LOSSLESS_SIGNATURE) {
			throw new IOException("No lossless picture");
		}
		int bits = file.getInt(data + 1);
		return new WebpHeader((bits & SIDE) + 1, (bits >>> 14 & SIDE) + 1, (bits >>> 28 & 1) == 1);
	}

}
