package dev.animals.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The first frame of a GIF on its canvas, as browsers show it (GIF89a). The readers of
 * Java Image I/O return the frame without the canvas, and they do not report that a frame
 * ends early.
 */
final class GifImage implements EncodedImage {

	private static final int SCREEN_BYTES = 13;

	private static final int DESCRIPTOR_BYTES = 10;

	private static final int EXTENSION = 0x21;

	private static final int FRAME = 0x2c;

	private static final int CONTROL = 0xf9;

	private static final int WHITE = 0xffffff;

	/** The first row and the distance of the rows in each pass of an interlaced frame. */
	private static final int[][] PASSES = { { 0, 8 }, { 4, 8 }, { 2, 4 }, { 1, 2 } };

	/** The memory for the tables of the codes. */
	private static final int CODE_BYTES = 1 << 15;

	private final byte[] bytes;

	private final ByteBuffer file;

	private final int descriptor;

	private final int transparentIndex;

	private final int left;

	private final int top;

	private final int frameWidth;

	private final int frameHeight;

	private GifImage(byte[] bytes, ByteBuffer file, int descriptor, int transparentIndex) {
		this.bytes = bytes;
		this.file = file;
		this.descriptor = descriptor;
		this.transparentIndex = transparentIndex;
		this.left = unsignedShort(descriptor + 1);
		this.top = unsignedShort(descriptor + 3);
		this.frameWidth = unsignedShort(descriptor + 5);
		this.frameHeight = unsignedShort(descriptor + 7);
	}

	/**
	 * Reads the header and finds the first frame.
	 * @param bytes the whole file
	 * @return the image
	 * @throws IOException if the file has no frame
	 */
	static GifImage open(byte[] bytes) throws IOException {
		ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		int transparentIndex = -1;
		int position = SCREEN_BYTES + paletteBytes(bytes[SCREEN_BYTES - 3]);
		while (bytes[position] != FRAME) {
			if (bytes[position] == 0) {
				// Some programs write a second block terminator by mistake.
				position++;
				continue;
			}
			if (bytes[position] != EXTENSION) {
				throw new IOException("No frame");
			}
			if ((bytes[position + 1] & 0xff) == CONTROL && bytes[position + 2] >= 4) {
				transparentIndex = ((bytes[position + 3] & 1) != 0) ? bytes[position + 6] & 0xff : -1;
			}
			position = afterBlocks(bytes, position + 2);
		}
		GifImage image = new GifImage(bytes, file, position, transparentIndex);
		if (image.frameWidth == 0 || image.frameHeight == 0) {
			throw new IOException("The first frame is empty");
		}
		return image;
	}

	private static int afterBlocks(byte[] bytes, int first) {
		int position = first;
		while (bytes[position] != 0) {
			position += 1 + (bytes[position] & 0xff);
		}
		return position + 1;
	}

	private static int paletteBytes(byte flags) {
		return ((flags & 0x80) == 0) ? 0 : 3 << ((flags & 7) + 1);
	}

	private int unsignedShort(int position) {
		return this.file.getShort(position) & 0xffff;
	}

	/** Returns the width of the canvas, which contains the whole frame in any case. */
	@Override
	public int width() {
		return Math.max(unsignedShort(6), this.left + this.frameWidth);
	}

	@Override
	public int height() {
		return Math.max(unsignedShort(8), this.top + this.frameHeight);
	}

	@Override
	public long decodeMemory(int targetSize) {
		int reduction = PlatformReader.reduction(width(), height(), targetSize);
		long pixels = (long) Math.ceilDiv(width(), reduction) * Math.ceilDiv(height(), reduction);
		return 3 * pixels + CODE_BYTES + 4L * width();
	}

	@Override
	public UprightPixels decode(int targetSize) throws IOException {
		int reduction = PlatformReader.reduction(width(), height(), targetSize);
		UprightPixels canvas = new UprightPixels(Math.ceilDiv(width(), reduction), Math.ceilDiv(height(), reduction),
				Orientation.UPRIGHT);
		Arrays.fill(canvas.rgb(), (byte) WHITE);
		int[] palette = palette();
		GifCodes codes = new GifCodes(this.bytes,
				this.descriptor + DESCRIPTOR_BYTES + paletteBytes(this.bytes[this.descriptor + 9]));
		boolean interlaced = (this.bytes[this.descriptor + 9] & 0x40) != 0;
		byte[] indices = new byte[this.frameWidth];
		byte[] row = new byte[3 * canvas.width()];
		Arrays.fill(row, (byte) WHITE);
		for (int[] pass : interlaced ? PASSES : new int[][] { { 0, 1 } }) {
			for (int y = pass[0]; y < this.frameHeight; y += pass[1]) {
				codes.read(indices);
				if ((this.top + y) % reduction == 0) {
					fill(row, indices, palette, reduction);
					canvas.writeRow((this.top + y) / reduction, row);
				}
			}
		}
		return canvas;
	}

	/**
	 * Writes the colours of a row of the frame to their places in a row of the canvas.
	 */
	private void fill(byte[] row, byte[] indices, int[] palette, int reduction) {
		for (int x = Math.ceilDiv(this.left, reduction); x * reduction < this.left + this.frameWidth; x++) {
			int colour = palette[indices[x * reduction - this.left] & 0xff];
			row[3 * x] = (byte) (colour >> 16);
			row[3 * x + 1] = (byte) (colour >> 8);
			row[3 * x + 2] = (byte) colour;
		}
	}

	/**
	 * Returns the colours of the frame. Transparent pixels are white, and colours that
	 * the palette does not define are black.
	 */
	private int[] palette() throws IOException {
		int position = this.descriptor + DESCRIPTOR_BYTES;
		int paletteBytes = paletteBytes(this.bytes[this.descriptor + 9]);
		if (paletteBytes == 0) {
			position = SCREEN_BYTES;
			paletteBytes = paletteBytes(this.bytes[SCREEN_BYTES - 3]);
		}
		if (paletteBytes == 0) {
			throw new IOException("No palette");
		}
		int[] palette = new int[256];
		for (int i = 0; i < paletteBytes / 3; i++) {
			int entry = position + 3 * i;
			palette[i] = (this.bytes[entry] & 0xff) << 16 | (this.bytes[entry + 1] & 0xff) << 8
					| (this.bytes[entry + 2] & 0xff);
		}
		if (this.transparentIndex >= 0) {
			palette[this.transparentIndex] = WHITE;
		}
		return palette;
	}

}
