package dev.animals.image;

import java.io.IOException;

import dev.animals.rejection.RejectedException;

/**
 * An image whose header has been read but whose pixels have not been decoded. If the
 * bytes are malformed, the methods throw an {@link IOException} or any
 * {@link RuntimeException}, because the image readers behind them throw both. A
 * {@link RejectedException} means that the image is intact but not supported.
 */
interface EncodedImage {

	/**
	 * Returns the width as stored, before the orientation is applied.
	 * @return the width in pixels
	 */
	int width();

	/**
	 * Returns the height as stored, before the orientation is applied.
	 * @return the height in pixels
	 */
	int height();

	/**
	 * Returns an upper bound of the memory that {@link #decode} takes if the header of
	 * the file is correct.
	 * @param targetSize the same as for {@link #decode}
	 * @return bytes on and outside the heap, including the copy of the file that the
	 * reader keeps
	 */
	long decodeMemory(int targetSize);

	/**
	 * Returns how many samples {@link #decode} computes, which is a measure of its time:
	 * 5 to 7 ns for each on one processor. A pixel has three or four samples, and one of
	 * 16 bits counts twice.
	 * @param targetSize the same as for {@link #decode}
	 * @return the number of samples
	 */
	default long samples(int targetSize) {
		return 3L * width() * height();
	}

	/**
	 * Returns the memory beyond {@link #decodeMemory} that decoding a hostile file can
	 * take although its header does not show it.
	 * @return bytes; 0 for most formats
	 */
	default long hiddenMemory() {
		return 0;
	}

	/**
	 * Decodes the pixels. May be called once.
	 * @param targetSize the side of the square that the network resizes images to, in
	 * pixels. A much larger image may be returned at a reduced size.
	 * @return the pixels, upright
	 * @throws IOException if the bytes are truncated or corrupt
	 */
	UprightPixels decode(int targetSize) throws IOException;

}
