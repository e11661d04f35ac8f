package dev.animals.image;

/**
 * A JPEG of which the header was read, whichever library decodes it.
 */
abstract class JpegImage implements EncodedImage {

	/** What a decoder keeps of a few rows of blocks, per column of pixels. */
	private static final int ROW_BYTES = 256;

	final JpegHeader header;

	final byte[] bytes;

	JpegImage(JpegHeader header, byte[] bytes) {
		this.header = header;
		this.bytes = bytes;
	}

	@Override
	public final int width() {
		return this.header.width();
	}

	@Override
	public final int height() {
		return this.header.height();
	}

	/**
	 * What a decode takes.
	 * @param reduction by how much it divides each side
	 * @param pixelBytes for each pixel, the decoder's and ours
	 * @return an upper bound in bytes
	 */
	final long memory(int reduction, int pixelBytes) {
		long pixels = (long) Math.ceilDiv(width(), reduction) * Math.ceilDiv(height(), reduction);
		return this.header.coefficientBytes() + this.bytes.length + (long) ROW_BYTES * width() + pixels * pixelBytes;
	}

}
