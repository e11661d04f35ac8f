package dev.animals.image;

import java.io.IOException;
import java.nio.ByteBuffer;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * The frame header of a JPEG (ITU-T T.81, B.2.2). The service reads it itself, because no
 * decoder reports how much memory it is going to use.
 */
final class JpegFrame {

	private static final int BLOCK_BYTES = 64 * Short.BYTES;

	private static final int HEIGHT = 5;

	private final byte[] segment;

	private final ByteBuffer fields;

	/**
	 * Creates a frame.
	 * @param segment the segment, which begins with the marker
	 */
	JpegFrame(byte[] segment) {
		this.segment = segment;
		this.fields = ByteBuffer.wrap(segment);
	}

	/**
	 * Checks that the decoders support this kind of JPEG.
	 * @throws RejectedException if they do not
	 */
	void requireSupported() {
		int process = process();
		boolean readable = process <= 2 || process == 9 || process == 10;
		int components = components();
		if (!readable || this.segment[4] != Byte.SIZE || components < 1 || components == 2 || components > 4) {
			throw new RejectedException(Reason.NOT_AN_IMAGE,
					"This kind of JPEG is not supported. Send a lossy JPEG with 8 bits a channel in greyscale, RGB,"
							+ " YCbCr, CMYK or YCCK.");
		}
	}

	private int process() {
		return this.segment[1] & 0xf;
	}

	boolean isProgressive() {
		return process() == 2 || process() == 10;
	}

	boolean usesHuffmanCodes() {
		return process() < 9;
	}

	int width() {
		return this.fields.getShort(7) & 0xffff;
	}

	int height() {
		return this.fields.getShort(HEIGHT) & 0xffff;
	}

	/**
	 * Sets the height, also in the array that the frame was created with.
	 * @param height the height in pixels
	 */
	void setHeight(int height) {
		this.fields.putShort(HEIGHT, (short) height);
	}

	int components() {
		return this.segment[9];
	}

	/**
	 * Returns the identifier of a component.
	 * @param index the index of the component in the frame
	 * @return the identifier
	 */
	byte identifier(int index) {
		return this.segment[10 + 3 * index];
	}

	/**
	 * Returns the memory for the coefficients of the whole image.
	 * @return the size in bytes
	 * @throws IOException if the sampling factors are invalid
	 */
	long coefficientBytes() throws IOException {
		int mostHorizontal = 1;
		int mostVertical = 1;
		int blocks = 0;
		for (int i = 0; i < components(); i++) {
			int sampling = this.segment[11 + 3 * i];
			int horizontal = sampling >> 4;
			int vertical = sampling & 0xf;
			if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4) {
				throw new IOException("Sampling of " + horizontal + " × " + vertical);
			}
			mostHorizontal = Math.max(mostHorizontal, horizontal);
			mostVertical = Math.max(mostVertical, vertical);
			blocks += horizontal * vertical;
		}
		long units = (long) Math.ceilDiv(width(), 8 * mostHorizontal) * Math.ceilDiv(height(), 8 * mostVertical);
		return units * blocks * BLOCK_BYTES;
	}

}
