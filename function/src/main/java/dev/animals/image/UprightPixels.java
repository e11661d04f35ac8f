package dev.animals.image;

/**
 * The pixels of an image, put upright while its stored rows are written: each is copied
 * once.
 */
final class UprightPixels {

	private final int storedWidth;

	private final int storedHeight;

	private final Orientation orientation;

	private final byte[] rgb;

	/**
	 * Creates black pixels.
	 * @param storedWidth pixels of a stored row
	 * @param storedHeight stored rows
	 * @param orientation what puts them upright
	 */
	UprightPixels(int storedWidth, int storedHeight, Orientation orientation) {
		this.storedWidth = storedWidth;
		this.storedHeight = storedHeight;
		this.orientation = orientation;
		this.rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(storedWidth, storedHeight))];
	}

	int width() {
		return this.orientation.swapped ? this.storedHeight : this.storedWidth;
	}

	int height() {
		return this.orientation.swapped ? this.storedWidth : this.storedHeight;
	}

	/**
	 * The pixels.
	 * @return {@code [height][width][3]}, not a copy
	 */
	byte[] rgb() {
		return this.rgb;
	}

	/**
	 * Whether stored rows are upright ones, so that they may be copied in one go.
	 * @return whether the orientation changes nothing
	 */
	boolean areStoredUpright() {
		return this.orientation == Orientation.UPRIGHT;
	}

	/**
	 * Writes a stored row.
	 * @param y which, from the top of the stored image
	 * @param row red, green and blue of each of its pixels
	 */
	void writeRow(int y, byte[] row) {
		int line = this.orientation.mirroredRows ? this.storedHeight - 1 - y : y;
		int column = this.orientation.mirroredColumns ? this.storedWidth - 1 : 0;
		int alongRow = this.orientation.swapped ? width() : 1;
		int acrossRows = this.orientation.swapped ? 1 : width();
		int to = 3 * (line * acrossRows + column * alongRow);
		int step = this.orientation.mirroredColumns ? -3 * alongRow : 3 * alongRow;
		for (int from = 0; from < 3 * this.storedWidth; from += 3) {
			this.rgb[to] = row[from];
			this.rgb[to + 1] = row[from + 1];
			this.rgb[to + 2] = row[from + 2];
			to += step;
		}
	}

}
