package dev.animals.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The transformation from stored to upright pixels: first mirror columns and rows, then
 * swap columns with rows. The constants are in the order of the values 1 to 8 of the Exif
 * tag {@code Orientation} (CIPA DC-008, 4.6.5.1.6).
 */
enum Orientation {

	UPRIGHT(false, false, false), MIRRORED(true, false, false), HALF_TURN(true, true, false),
	FLIPPED(false, true, false), TRANSPOSED(false, false, true), QUARTER_TURN_RIGHT(false, true, true),
	TRANSVERSED(true, true, true), QUARTER_TURN_LEFT(true, false, true);

	private static final int TAG = 0x0112;

	private static final int ENTRY_BYTES = 12;

	// The types of a TIFF field that are integers.
	private static final int BYTE = 1;

	private static final int SHORT = 3;

	private static final int LONG = 4;

	private static final int SIGNED_BYTE = 6;

	private static final int UNDEFINED = 7;

	private static final int SIGNED_SHORT = 8;

	private static final int SIGNED_LONG = 9;

	final boolean mirroredColumns;

	final boolean mirroredRows;

	final boolean swapped;

	Orientation(boolean mirroredColumns, boolean mirroredRows, boolean swapped) {
		this.mirroredColumns = mirroredColumns;
		this.mirroredRows = mirroredRows;
		this.swapped = swapped;
	}

	/**
	 * Finds the orientation in an Exif block. It reads only the first directory. A
	 * library that reads all directories and the maker notes takes tens of milliseconds
	 * for the first photo and follows every offset in untrusted data.
	 * @param bytes the array that contains the block
	 * @param offset the position of the TIFF header, with which the block begins
	 * @param length the length of the block in bytes
	 * @return the orientation; {@link #UPRIGHT} if the block has none or is malformed,
	 * because the pixels can be used without it
	 */
	static Orientation ofExif(byte[] bytes, int offset, int length) {
		try {
			return read(ByteBuffer.wrap(bytes, offset, length).slice());
		}
		catch (IndexOutOfBoundsException ex) {
			return UPRIGHT;
		}
	}

	private static Orientation read(ByteBuffer tiff) {
		int mark = tiff.getShort(0);
		if (mark != 0x4949 && mark != 0x4d4d) {
			return UPRIGHT;
		}
		tiff.order((mark == 0x4949) ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
		int directory = tiff.getInt(4);
		int entries = tiff.getShort(directory) & 0xffff;
		for (int i = 0; i < entries; i++) {
			int entry = directory + 2 + i * ENTRY_BYTES;
			if ((tiff.getShort(entry) & 0xffff) == TAG) {
				return ofValue(value(tiff, entry));
			}
		}
		return UPRIGHT;
	}

	/**
	 * Returns the value of an entry. It should be a short, but some programs write other
	 * integers.
	 */
	private static int value(ByteBuffer tiff, int entry) {
		int type = tiff.getShort(entry + 2);
		if (tiff.getInt(entry + 4) != 1) {
			// An entry with several values may contain an offset instead.
			return 0;
		}
		return switch (type) {
			case BYTE, SIGNED_BYTE, UNDEFINED -> tiff.get(entry + 8);
			case SHORT, SIGNED_SHORT -> tiff.getShort(entry + 8);
			case LONG, SIGNED_LONG -> tiff.getInt(entry + 8);
			default -> 0;
		};
	}

	private static Orientation ofValue(int value) {
		return (value >= 1 && value <= values().length) ? values()[value - 1] : UPRIGHT;
	}

}
