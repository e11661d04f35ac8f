package dev.animals.image;

import java.awt.image.BufferedImage;
import java.io.IOException;

import javax.imageio.ImageReader;

/**
 * An image that Java Image I/O decodes. Only the first frame is read.
 */
final class PlatformImage implements EncodedImage {

	/**
	 * The most memory for a pixel, in bytes: four channels of 16 bits in the reader and
	 * three channels of 8 bits in the result.
	 */
	private static final int PIXEL_BYTES = 4 * 2 + 3;

	/** Bytes that a reader keeps per column of pixels, for a few rows. */
	private static final int ROW_BYTES = 64;

	private final ImageReader reader;

	private final int width;

	private final int height;

	private final Orientation orientation;

	private final int encodedBytes;

	private final long samples;

	/**
	 * Creates an image.
	 * @param reader the reader, with its input set
	 * @param width the width in pixels
	 * @param height the height in pixels
	 * @param encodedBytes the size of the input in bytes
	 * @param samples the number of samples of all pixels
	 * @param orientation the transformation that puts the image upright
	 */
	private PlatformImage(ImageReader reader, int width, int height, int encodedBytes, long samples,
			Orientation orientation) {
		this.reader = reader;
		this.width = width;
		this.height = height;
		this.encodedBytes = encodedBytes;
		this.samples = samples;
		this.orientation = orientation;
	}

	/**
	 * Reads the header.
	 * @param reader the reader, with its input set
	 * @param encodedBytes the size of the input in bytes
	 * @param orientation the transformation that puts the image upright
	 * @return the image
	 * @throws IOException if the header is malformed
	 */
	static PlatformImage open(ImageReader reader, int encodedBytes, Orientation orientation) throws IOException {
		int width = reader.getWidth(0);
		int height = reader.getHeight(0);
		return new PlatformImage(reader, width, height, encodedBytes, 3L * width * height, orientation);
	}

	static PlatformImage openPng(PngChunks chunks) throws IOException {
		Pieces file = chunks.file();
		PngHeader header = chunks.header();
		return new PlatformImage(PlatformReader.open("png", file.stream()), header.width(), header.height(),
				file.size(), header.samples(chunks.hasTransparency()), chunks.orientation());
	}

	static PlatformImage openBmp(byte[] bytes) throws IOException {
		BitmapHeader header = BitmapHeader.read(bytes);
		ImageReader reader = PlatformReader.open("bmp", CleanBitmap.of(bytes, header).stream());
		// The size comes from the header, so that the limits are checked before the
		// reader can report that the file is too short.
		int height = Math.abs(header.height());
		return new PlatformImage(reader, header.width(), height, bytes.length, 3L * header.width() * height,
				Orientation.UPRIGHT);
	}

	@Override
	public int width() {
		return this.width;
	}

	@Override
	public int height() {
		return this.height;
	}

	@Override
	public long decodeMemory(int targetSize) {
		int reduction = PlatformReader.reduction(this.width, this.height, targetSize);
		long pixels = (long) Math.ceilDiv(this.width, reduction) * Math.ceilDiv(this.height, reduction);
		return pixels * PIXEL_BYTES + this.encodedBytes + (long) ROW_BYTES * this.width;
	}

	@Override
	public long samples(int targetSize) {
		return this.samples;
	}

	@Override
	public UprightPixels decode(int targetSize) throws IOException {
		try {
			int reduction = PlatformReader.reduction(this.width, this.height, targetSize);
			BufferedImage image = this.reader.read(0, PlatformReader.everyNth(this.reader, reduction));
			return RgbRows.of(image).upright(this.orientation);
		}
		finally {
			this.reader.dispose();
		}
	}

}
