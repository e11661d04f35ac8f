package dev.animals.image;

import java.io.IOException;

/**
 * An image that a native library decodes with all its pixels. The result is reduced if it
 * is much larger than the network's input.
 */
abstract class NativeImage implements EncodedImage {

	private final int width;

	private final int height;

	/**
	 * Creates an image.
	 * @param width the width in pixels according to the header
	 * @param height the height in pixels according to the header
	 * @throws IOException if a side is not positive
	 */
	NativeImage(int width, int height) throws IOException {
		if (width <= 0 || height <= 0) {
			throw new IOException("A side is zero or negative: %d × %d".formatted(width, height));
		}
		this.width = width;
		this.height = height;
	}

	@Override
	public final int width() {
		return this.width;
	}

	@Override
	public final int height() {
		return this.height;
	}

	/**
	 * Returns the divisor of each side.
	 * @param targetSize the side of the network's input in pixels
	 * @return the divisor, at least 1
	 */
	final int reduction(int targetSize) {
		return PlatformReader.reduction(this.width, this.height, targetSize);
	}

	final int reducedWidth(int targetSize) {
		return Math.ceilDiv(this.width, reduction(targetSize));
	}

	final int reducedHeight(int targetSize) {
		return Math.ceilDiv(this.height, reduction(targetSize));
	}

	final long pixels() {
		return (long) this.width * this.height;
	}

	final long reducedPixels(int targetSize) {
		return (long) reducedWidth(targetSize) * reducedHeight(targetSize);
	}

}
