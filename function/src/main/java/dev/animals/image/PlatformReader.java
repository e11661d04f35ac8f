package dev.animals.image;

import java.io.InputStream;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Opens readers of Java Image I/O with the settings that untrusted data needs.
 */
final class PlatformReader {

	static {
		// No cache files, because the bytes are already in memory and the file system of
		// the container is read-only.
		ImageIO.setUseCache(false);
	}

	private PlatformReader() {
	}

	/**
	 * Opens a file with the reader of the JDK, so that plug-ins on the class path do not
	 * change how an image is decoded.
	 * @param format the name of the format in Image I/O
	 * @param file the whole file
	 * @return a reader of the first image, without metadata
	 */
	static ImageReader open(String format, InputStream file) {
		Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
		while (readers.hasNext()) {
			ImageReader reader = readers.next();
			if ("java.desktop".equals(reader.getClass().getModule().getName())) {
				return open(reader, new MemoryCacheImageInputStream(file));
			}
		}
		throw new IllegalStateException("The JDK has no reader for the format " + format);
	}

	/**
	 * Sets the input of a reader.
	 * @param reader the reader, which is going to read one image
	 * @param file the whole file
	 * @return the reader
	 */
	static ImageReader open(ImageReader reader, ImageInputStream file) {
		reader.setInput(file, true, true);
		return reader;
	}

	/**
	 * Returns parameters for reading every n-th pixel of every n-th row.
	 * @param reader the reader
	 * @param reduction the distance n between the pixels
	 * @return the parameters
	 */
	static ImageReadParam everyNth(ImageReader reader, int reduction) {
		ImageReadParam parameters = reader.getDefaultReadParam();
		parameters.setSourceSubsampling(reduction, reduction, 0, 0);
		return parameters;
	}

	/**
	 * Returns the reduction that keeps the memory bounded. It is 1 up to four megapixels,
	 * and it never makes a side shorter than twice the side of the network's input.
	 * Skipping pixels causes aliasing, which the resizing by the network cannot undo.
	 * @param width the width of the stored image in pixels
	 * @param height the height of the stored image in pixels
	 * @param targetSize the side of the square that the network resizes images to, in
	 * pixels
	 * @return the reduction, at least 1
	 */
	static int reduction(int width, int height, int targetSize) {
		int toFourMegapixels = (int) Math.ceil(Math.sqrt((double) width * height / (4 << 20)));
		return Math.clamp(toFourMegapixels, 1, Math.max(1, Math.min(width, height) / (2 * targetSize)));
	}

}
