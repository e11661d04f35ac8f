package dev.animals.image;

/**
 * The compression of BMP images, which stores runs of equal pixels (RLE8 and RLE4).
 */
final class BitmapRuns {

	// Codes that follow a zero. Other numbers are counts of uncompressed pixels that
	// follow.
	private static final int END_OF_ROW = 0;

	private static final int END_OF_BITMAP = 1;

	private static final int MOVE = 2;

	/** The end of a row and of the bitmap. */
	static final byte[] END = { 0, END_OF_ROW, 0, END_OF_BITMAP };

	private BitmapRuns() {
	}

	/**
	 * Returns whether the pixels are complete. The reader of Java Image I/O does not
	 * report missing pixels.
	 * @param file the whole file
	 * @param from the position of the pixels
	 * @param header the header of the file
	 * @return whether the pixels have an end or reach the end of the last row
	 */
	static boolean areComplete(byte[] file, int from, BitmapHeader header) {
		int position = from;
		long row = 0;
		long column = 0;
		while (position + 1 < file.length) {
			int run = file[position] & 0xff;
			int code = file[position + 1] & 0xff;
			position += 2;
			if (run > 0) {
				column += run;
			}
			else if (code == END_OF_BITMAP) {
				return true;
			}
			else if (code == END_OF_ROW) {
				row++;
				column = 0;
			}
			else if (code == MOVE && position + 1 < file.length) {
				column += file[position] & 0xff;
				row += file[position + 1] & 0xff;
				position += 2;
			}
			else {
				column += code;
				// Uncompressed pixels are padded to an even number of bytes.
				position += Math.ceilDiv(code * header.bits(), Short.SIZE) * Short.BYTES;
			}
		}
		long height = Math.abs((long) header.height());
		boolean lastRowIsFull = row == height - 1 && column >= header.width();
		return position <= file.length && (row >= height || lastRowIsFull);
	}

}
