package dev.animals.image;

import java.io.IOException;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;

/**
 * A WebP for the reader of TwelveMonkeys.
 */
final class WebpImage implements EncodedImage {

	/** What the reader keeps of the whole image, also if it hands out a reduced one. */
	private static final int SOURCE_PIXEL_BYTES = 6;

	private static final long MOST_CODE_GROUPS = 65_536;

	private static final long CODE_GROUP_BYTES = 5_600;

	private static final long CODE_GROUP_BITS = 20;

	private final WebpContainer container;

	private final PlatformImage image;

	private WebpImage(WebpContainer container, PlatformImage image) {
		this.container = container;
		this.image = image;
	}

	/**
	 * Reads the headers.
	 * @param bytes the whole file
	 * @return its first or only picture
	 * @throws IOException if the container is truncated or has no picture
	 */
	static EncodedImage open(byte[] bytes) throws IOException {
		WebpContainer container = WebpContainer.read(bytes);
		byte[] simple = container.simpleFile();
		return new WebpImage(container,
				new PlatformImage(PlatformReader.open(new WebPImageReaderSpi().createReaderInstance(null), simple),
						2 * simple.length, container.orientation()));
	}

	@Override
	public int width() {
		return this.image.width();
	}

	@Override
	public int height() {
		return this.image.height();
	}

	@Override
	public long decodeMemory(int targetSize) {
		return this.image.decodeMemory(targetSize) + (long) SOURCE_PIXEL_BYTES * width() * height();
	}

	/**
	 * Lossless data may declare up to 65,536 groups of Huffman codes, whatever the size
	 * of the picture. The reader builds tables for each; a few bits of the file suffice
	 * to declare it.
	 */
	@Override
	public long hiddenMemory() {
		return CODE_GROUP_BYTES * Math.min(MOST_CODE_GROUPS, this.container.losslessBytes() * 8L / CODE_GROUP_BITS);
	}

	@Override
	public UprightPixels decode(int targetSize) throws IOException {
		return this.image.decode(targetSize);
	}

}
