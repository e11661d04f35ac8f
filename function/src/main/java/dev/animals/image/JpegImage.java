package dev.animals.image;

import java.io.IOException;

/**
 * A JPEG whose header has been read. The subclasses decode it with different libraries.
 */
abstract class JpegImage implements EncodedImage {

	/**
	 * Reading the codes of this many pixels of a scan takes as long as computing one
	 * sample.
	 */
	private static final int CODED_PIXELS = 8;

	/** Bytes that a decoder keeps per column of pixels, for a few rows of blocks. */
	private static final int ROW_BYTES = 256;

	private static final int MOST_ATTEMPTS = 6;

	final JpegHeader header;

	private CleanJpeg file;

	JpegImage(CleanJpeg file) {
		this.header = file.header();
		this.file = file;
	}

	final Pieces pieces() {
		return this.file.pieces();
	}

	/**
	 * Returns whether all pixels are present in spite of a warning.
	 * @param warning the text of libjpeg's first warning
	 * @return whether the decoded image can be used
	 */
	final boolean isHarmless(String warning) {
		return JpegWarnings.isHarmless(warning, this.file.equalBytesAtTheEnd());
	}

	/**
	 * Decodes the pixels. If the decoder found bytes after the coded data of a scan, they
	 * are removed and the decoder tries again, because its first warning hides all
	 * others.
	 */
	@Override
	public final UprightPixels decode(int targetSize) throws IOException {
		for (int attempt = 1; true; attempt++) {
			try {
				return decodeFile(targetSize);
			}
			catch (IOException ex) {
				CleanJpeg withoutPadding = this.file.withoutPadding(String.valueOf(ex.getMessage()));
				if (withoutPadding == null || attempt == MOST_ATTEMPTS) {
					throw ex;
				}
				this.file = withoutPadding;
			}
		}
	}

	/**
	 * Decodes the clean file.
	 * @param targetSize the same as for {@link #decode}
	 * @return the pixels, upright
	 * @throws IOException with the text of the error or of the first warning
	 */
	abstract UprightPixels decodeFile(int targetSize) throws IOException;

	@Override
	public final int width() {
		return this.header.width();
	}

	@Override
	public final int height() {
		return this.header.height();
	}

	/**
	 * Returns the number of samples. The codes of all pixels are read in every scan, but
	 * only the pixels of the reduced image are computed.
	 * @param reduction the divisor of each side
	 * @return the number of samples
	 */
	final long samplesAt(int reduction) {
		long pixels = (long) width() * height();
		return pixels * this.header.scans() / CODED_PIXELS + 3 * pixels / ((long) reduction * reduction);
	}

	/**
	 * Returns an upper bound of the memory that decoding takes.
	 * @param reduction the divisor of each side
	 * @param pixelBytes bytes for each decoded pixel, in the decoder and in the result
	 * @return the upper bound in bytes
	 */
	final long memory(int reduction, int pixelBytes) {
		long pixels = (long) Math.ceilDiv(width(), reduction) * Math.ceilDiv(height(), reduction);
		return this.header.coefficientBytes() + this.file.pieces().size() + (long) ROW_BYTES * width()
				+ pixels * pixelBytes;
	}

}
