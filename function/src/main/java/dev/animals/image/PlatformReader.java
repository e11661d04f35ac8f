package dev.animals.image;

import java.io.ByteArrayInputStream;
import java.util.Iterator;

import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Java Image I/O with the settings that untrusted bytes need.
 */
final class PlatformReader {

	static {
		// Bytes that came over the network are in memory already, and the disk of the
		// container is read-only.
		ImageIO.setUseCache(false);
	}

	private PlatformReader() {
	}

	/**
	 * Opens a file with the JDK's own reader: whatever plug-ins are on the class path, an
	 * image is decoded the same.
	 * @param format Image I/O's name of it
	 * @param bytes the whole file
	 * @return a reader of its first image, without metadata
	 */
	static ImageReader open(String format, byte[] bytes) {
		Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
		while (readers.hasNext()) {
			ImageReader reader = readers.next();
			if ("java.desktop".equals(reader.getClass().getModule().getName())) {
				return open(reader, bytes);
			}
		}
		throw new IllegalStateException("The JDK has no reader of " + format);
	}

	/**
	 * Gives a reader its input.
	 * @param reader reads one image, then is done
	 * @param bytes the whole file
	 * @return the reader
	 */
	static ImageReader open(ImageReader reader, byte[] bytes) {
		reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes)), true, true);
		return reader;
	}

	/**
	 * Tells a reader to take each n-th pixel of each n-th row.
	 * @param reader will read
	 * @param reduction n
	 * @return what to read by
	 */
	static ImageReadParam everyNth(ImageReader reader, int reduction) {
		ImageReadParam parameters = reader.getDefaultReadParam();
		parameters.setSourceSubsampling(reduction, reduction, 0, 0);
		return parameters;
	}

	/**
	 * The reduction that keeps memory bounded, at the price of aliasing that the
	 * network's resize cannot undo: none up to four megapixels, and never below twice the
	 * network's side.
	 * @param width of the stored image
	 * @param height of the stored image
	 * @param targetSize the network's side
	 * @return at least 1
	 */
	static int reduction(int width, int height, int targetSize) {
		int toFourMegapixels = (int) Math.ceil(Math.sqrt((double) width * height / (4 << 20)));
		return Math.clamp(toFourMegapixels, 1, Math.max(1, Math.min(width, height) / (2 * targetSize)));
	}

}
