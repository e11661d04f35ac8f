package dev.animals.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import static dev.animals.image.BitmapHeader.FILE_HEADER;
import static dev.animals.image.BitmapHeader.MASKS;
import static dev.animals.image.BitmapHeader.WINDOWS_HEADER;

/**
 * Writes a BMP image with a header that the reader supports, because it does not read all
 * versions. Palette and pixels stay as they are.
 */
final class CleanBitmap {

	/** The size of the header of Windows's version 4, the first with an alpha mask. */
	private static final int ALPHA_HEADER = 108;

	private final byte[] bytes;

	private final BitmapHeader header;

	private CleanBitmap(byte[] bytes, BitmapHeader header) {
		this.bytes = bytes;
		this.header = header;
	}

	/**
	 * Writes the new file.
	 * @param bytes the whole file
	 * @param header the header of the file
	 * @return the new file
	 * @throws IOException if the file has no pixels
	 */
	static Pieces of(byte[] bytes, BitmapHeader header) throws IOException {
		return new CleanBitmap(bytes, header).file();
	}

	private Pieces file() throws IOException {
		int pixels = this.header.pixels();
		if (pixels > this.bytes.length) {
			throw new EOFException("No pixels");
		}
		if (this.header.isCompressed() && !BitmapRuns.areComplete(this.bytes, pixels, this.header)) {
			throw new EOFException("Pixels are missing");
		}
		byte[] padding = this.header.isCompressed() ? BitmapRuns.END.clone()
				: new byte[missingPadding(this.bytes.length - pixels)];
		Pieces clean = new Pieces(this.bytes);
		clean.insert(header(this.bytes.length - pixels + padding.length));
		clean.keep(pixels, this.bytes.length);
		clean.insert(padding);
		return clean;
	}

	private byte[] header(int pixelBytes) {
		boolean alpha = hasAlpha();
		int masks = this.header.hasMasks() ? (alpha ? 4 : 3) : 0;
		int size = alpha ? ALPHA_HEADER : WINDOWS_HEADER;
		int palette = FILE_HEADER + size + (alpha ? 0 : masks * Integer.BYTES);
		int end = palette + ((this.header.bits() <= 8) ? 4 << this.header.bits() : 0);
		ByteBuffer clean = ByteBuffer.allocate(end).order(ByteOrder.LITTLE_ENDIAN);
		clean.put((byte) 'B').put((byte) 'M').putInt(end + pixelBytes).putInt(0).putInt(end);
		clean.putInt(size).putInt(this.header.width()).putInt(this.header.height());
		clean.putShort((short) 1).putShort((short) this.header.bits());
		clean.putInt(this.header.compression()).putInt(pixelBytes);
		for (int i = 0; i < masks; i++) {
			clean.putInt(MASKS + Integer.BYTES * i, this.header.mask(i));
		}
		for (int i = 0; i < this.header.entries(); i++) {
			clean.put(palette + 4 * i, this.bytes, this.header.palette() + this.header.entryBytes() * i, 3);
		}
		return clean.array();
	}

	/**
	 * Returns how many bytes of the padding are missing after the last row; 0 if pixels
	 * are missing too, which the reader reports itself.
	 */
	private int missingPadding(int available) {
		long rowBits = (long) this.header.bits() * this.header.width();
		long rowBytes = Math.ceilDiv(rowBits, Integer.SIZE) * Integer.BYTES;
		long missing = rowBytes * Math.abs((long) this.header.height()) - available;
		return (missing > 0 && missing <= rowBytes - Math.ceilDiv(rowBits, Byte.SIZE)) ? (int) missing : 0;
	}

	/**
	 * Returns whether any pixel has alpha. Many programs set the alpha of all pixels to
	 * 0, although the pixels are meant to be opaque. The reader does not support alpha in
	 * pixels of 16 bits, which therefore count as opaque.
	 */
	private boolean hasAlpha() {
		int alpha = this.header.mask(3);
		if (alpha == 0 || this.header.bits() < Integer.SIZE) {
			return false;
		}
		ByteBuffer file = ByteBuffer.wrap(this.bytes).order(ByteOrder.LITTLE_ENDIAN);
		for (int i = this.header.pixels(); i + Integer.BYTES <= this.bytes.length; i += Integer.BYTES) {
			if ((file.getInt(i) & alpha) != 0) {
				return true;
			}
		}
		return false;
	}

}
