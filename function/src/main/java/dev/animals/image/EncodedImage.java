package dev.animals.image;

import java.io.IOException;

/**
 * An image of which only the header was read. Whatever is wrong with the bytes, its
 * methods say by an {@link IOException} or a {@link RuntimeException}: the decoder makes
 * one reason of both, since plug-ins throw either.
 */
interface EncodedImage {

	/**
	 * Width as stored.
	 * @return in pixels, as the header says
	 */
	int width();

	/**
	 * Height as stored.
	 * @return in pixels, as the header says
	 */
	int height();

	/**
	 * An upper bound of what {@link #decode} takes, for the file as its header describes
	 * it.
	 * @param targetSize see there
	 * @return bytes on the heap and outside it, the reader's copy of the file included
	 */
	long decodeMemory(int targetSize);

	/**
	 * What a file may take beyond {@link #decodeMemory} if it was made to hurt and no
	 * header tells.
	 * @return bytes; usually 0
	 */
	default long hiddenMemory() {
		return 0;
	}

	/**
	 * Decodes, once.
	 * @param targetSize the side in pixels of the square that the network will make of
	 * the image; what is much larger may come back reduced
	 * @return the pixels, upright
	 * @throws IOException if the bytes are truncated or broken
	 */
	UprightPixels decode(int targetSize) throws IOException;

}
