package dev.animals.image;

import java.nio.ByteBuffer;

/**
 * The header of a PNG (PNG, third edition, 11.2.1).
 *
 * @param width the width in pixels
 * @param height the height in pixels
 * @param depth the bits of a sample
 * @param colourType the kind of pixels
 * @param interlaced whether the rows are stored in seven passes
 */
record PngHeader(int width, int height, int depth, int colourType, boolean interlaced) {

	private static final int GREY_ALPHA = 4;

	private static final int RGBA = 6;

	/**
	 * Reads the header chunk.
	 * @param chunk the whole chunk with its length and its name
	 * @return the header
	 */
	static PngHeader of(byte[] chunk) {
		ByteBuffer bytes = ByteBuffer.wrap(chunk);
		return new PngHeader(bytes.getInt(8), bytes.getInt(12), bytes.get(16), bytes.get(17), bytes.get(20) != 0);
	}

	/**
	 * Returns the number of samples of all decoded pixels; one of 16 bits counts twice.
	 * @param transparent whether a chunk makes pixels transparent
	 * @return the number of samples
	 */
	long samples(boolean transparent) {
		int channels = (alpha() || transparent) ? 4 : 3;
		return (long) this.width * this.height * channels * Math.ceilDiv(this.depth, Byte.SIZE);
	}

	/**
	 * Returns whether each pixel has a sample for its opacity.
	 * @return whether the colour type has an alpha channel
	 */
	boolean alpha() {
		return this.colourType == GREY_ALPHA || this.colourType == RGBA;
	}

}
