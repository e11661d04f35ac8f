package dev.animals.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

/**
 * The header of a BMP image in any of its versions: of OS/2 (12 bytes, and 16 to 64
 * bytes) and of Windows (40 bytes, and up to 124 bytes).
 */
final class BitmapHeader {

	static final int FILE_HEADER = 14;

	private static final int SHORT_HEADER = 12;

	static final int WINDOWS_HEADER = 40;

	/** The position of the masks, which are either in the header or after it. */
	static final int MASKS = FILE_HEADER + WINDOWS_HEADER;

	private static final int MASK_BYTES = 16;

	// The kinds of compression.
	private static final int NONE = 0;

	private static final int RUNS_OF_BYTES = 1;

	private static final int RUNS_OF_HALF_BYTES = 2;

	private static final int BIT_FIELDS = 3;

	private static final int JPEG = 4;

	private static final int PNG = 5;

	private static final int ALPHA_BIT_FIELDS = 6;

	private final ByteBuffer file;

	private final int size;

	private final int width;

	private final int height;

	private final int bits;

	private final int compression;

	private final int[] masks = new int[4];

	private BitmapHeader(byte[] bytes) {
		this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
		this.size = this.file.getInt(FILE_HEADER);
		boolean isShort = this.size == SHORT_HEADER;
		this.width = isShort ? this.file.getShort(18) & 0xffff : this.file.getInt(18);
		this.height = isShort ? this.file.getShort(20) & 0xffff : this.file.getInt(22);
		this.bits = this.file.getShort(isShort ? 24 : 28);
		this.compression = field(30);
		if (hasMasks()) {
			int masks = (this.compression == ALPHA_BIT_FIELDS || this.size >= WINDOWS_HEADER + MASK_BYTES) ? 4 : 3;
			for (int i = 0; i < masks; i++) {
				this.masks[i] = this.file.getInt(MASKS + 4 * i);
			}
		}
	}

	/**
	 * Reads the header.
	 * @param bytes the whole file
	 * @return the header
	 * @throws IOException if a field has a value that does not exist
	 * @throws RejectedException if the bitmap contains an image of another format
	 */
	static BitmapHeader read(byte[] bytes) throws IOException {
		BitmapHeader header = new BitmapHeader(bytes);
		if (header.isWindows() && (header.compression == JPEG || header.compression == PNG)) {
			// The reader would decode the image inside the bitmap, whose size has not
			// been checked.
			throw new RejectedException(Reason.NOT_AN_IMAGE,
					"This BMP file embeds a JPEG or PNG image, which is not supported. "
							+ "Send the embedded image itself.");
		}
		if (!header.isValid()) {
			throw new IOException("Compression %d of %d bits".formatted(header.compression, header.bits));
		}
		return header;
	}

	private boolean isValid() {
		return switch (this.compression) {
			case NONE -> Set.of(1, 4, 8, 16, 24, 32).contains(this.bits);
			case RUNS_OF_BYTES -> this.bits == 8;
			case RUNS_OF_HALF_BYTES -> this.bits == 4;
			case BIT_FIELDS, ALPHA_BIT_FIELDS -> isWindows() && (this.bits == 16 || this.bits == 32);
			default -> false;
		};
	}

	/** Returns a field of the file, which is 0 if the header is too short for it. */
	private int field(int position) {
		return (position + 4 <= FILE_HEADER + this.size) ? this.file.getInt(position) : 0;
	}

	private boolean isWindows() {
		return this.size == WINDOWS_HEADER || this.size == 52 || this.size == 56 || this.size >= 108;
	}

	/** Returns whether masks say which bits of a pixel are red, green, blue and alpha. */
	boolean hasMasks() {
		return isWindows() && (this.compression == BIT_FIELDS || this.compression == ALPHA_BIT_FIELDS);
	}

	int width() {
		return this.width;
	}

	/**
	 * Returns the height.
	 * @return the height in pixels; negative if the rows are stored from top to bottom
	 */
	int height() {
		return this.height;
	}

	int bits() {
		return this.bits;
	}

	/**
	 * Returns the compression as a header of 40 bytes names it.
	 * @return the number of the compression
	 */
	int compression() {
		return hasMasks() ? BIT_FIELDS : this.compression;
	}

	boolean isCompressed() {
		return this.compression == RUNS_OF_BYTES || this.compression == RUNS_OF_HALF_BYTES;
	}

	/**
	 * Returns the mask with the bits of a pixel that contain a colour.
	 * @param channel 0 to 3 for red, green, blue and alpha
	 * @return the mask; 0 without alpha
	 */
	int mask(int channel) {
		return this.masks[channel];
	}

	/**
	 * Returns the position of the palette.
	 * @return the position after the header and the masks that may follow it
	 */
	int palette() {
		int masksAfterHeader = (this.compression == ALPHA_BIT_FIELDS) ? MASK_BYTES : MASK_BYTES - 4;
		return FILE_HEADER + this.size + ((hasMasks() && this.size == WINDOWS_HEADER) ? masksAfterHeader : 0);
	}

	/**
	 * Returns the size of a colour in the palette.
	 * @return the size in bytes
	 */
	int entryBytes() {
		return (this.size == SHORT_HEADER) ? 3 : 4;
	}

	/**
	 * Returns the number of colours in the palette, which has to end before the pixels.
	 * @return the number of colours; 0 without a palette
	 */
	int entries() {
		if (this.bits > 8) {
			return 0;
		}
		int used = field(46);
		int entries = (used > 0 && used < 1 << this.bits) ? used : 1 << this.bits;
		return (offset() > palette()) ? Math.min(entries, (offset() - palette()) / entryBytes()) : entries;
	}

	/**
	 * Returns the position of the pixels.
	 * @return the position that the file gives or, if it is impossible, the position
	 * after the palette
	 */
	int pixels() {
		return (offset() >= palette()) ? offset() : palette() + entries() * entryBytes();
	}

	private int offset() {
		return this.file.getInt(10);
	}

}
