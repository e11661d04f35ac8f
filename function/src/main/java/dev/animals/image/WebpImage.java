package dev.animals.image;

import java.io.IOException;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;

/**
 * A WebP image that the reader of TwelveMonkeys decodes because libwebp is not available.
 */
final class WebpImage implements EncodedImage {

	/** Bytes that the reader keeps for each source pixel, even of a reduced image. */
	private static final int SOURCE_PIXEL_BYTES = 6;

	private final WebpContainer container;

	private final PlatformImage image;

	private WebpImage(WebpContainer container, PlatformImage image) {
		this.container = container;
		this.image = image;
	}

	/**
	 * Reads the headers.
	 * @param bytes the whole file
	 * @return its first picture
	 * @throws IOException if the container is truncated or has no picture
	 */
	static EncodedImage open(byte[] bytes) throws IOException {
		WebpContainer container = WebpContainer.read(bytes);
		byte[] simple = container.simpleFile();
		return new WebpImage(container, PlatformImage.open(
				PlatformReader.open(new WebPImageReaderSpi().createReaderInstance(null), new PaddedInput(simple)),
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

	@Override
	public long hiddenMemory() {
		return this.container.codeMemory();
	}

	@Override
	public UprightPixels decode(int targetSize) throws IOException {
		return this.image.decode(targetSize);
	}

}
