package dev.animals.image;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import javax.imageio.ImageReader;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

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

	/**
	 * Reads the header.
	 * @param reader the reader, with its input set
	 * @param encodedBytes the size of the input in bytes
	 * @param orientation the transformation that puts the image upright
	 * @throws IOException if the header is malformed
	 */
	PlatformImage(ImageReader reader, int encodedBytes, Orientation orientation) throws IOException {
		this.reader = reader;
		this.encodedBytes = encodedBytes;
		this.orientation = orientation;
		this.width = reader.getWidth(0);
		this.height = reader.getHeight(0);
	}

	static PlatformImage openPng(byte[] bytes) throws IOException {
		return new PlatformImage(PlatformReader.open("png", bytes), bytes.length, orientationOfPng(bytes));
	}

	static PlatformImage openGif(byte[] bytes) throws IOException {
		return new PlatformImage(PlatformReader.open("gif", bytes), bytes.length, Orientation.UPRIGHT);
	}

	static PlatformImage openBmp(byte[] bytes) throws IOException {
		ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		int compression = (file.getInt(14) >= 40) ? file.getInt(30) : 0;
		if (compression == 4 || compression == 5) {
			// The reader would decode the image inside the bitmap, whose size has not
			// been checked.
			throw new RejectedException(Reason.NOT_AN_IMAGE,
					"This BMP file embeds a JPEG or PNG image, which is not supported. "
							+ "Send the embedded image itself.");
		}
		return new PlatformImage(PlatformReader.open("bmp", bytes), bytes.length, Orientation.UPRIGHT);
	}

	/** Reads the chunk {@code eXIf} (PNG, third edition, 11.3.3.4). */
	private static Orientation orientationOfPng(byte[] bytes) {
		ByteBuffer file = ByteBuffer.wrap(bytes);
		long position = 8;
		while (position + 12 <= bytes.length) {
			int chunk = (int) position;
			long length = Integer.toUnsignedLong(file.getInt(chunk));
			if (file.getInt(chunk + 4) == 0x65584966) {
				return Orientation.ofExif(bytes, chunk + 8, (int) Math.min(length, bytes.length - chunk - 8));
			}
			position += 12 + length;
		}
		return Orientation.UPRIGHT;
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
