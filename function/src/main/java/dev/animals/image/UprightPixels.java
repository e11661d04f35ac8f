package dev.animals.image;

/**
 * The pixels of an image, turned upright while the stored rows are written, so that every
 * pixel is copied only once.
 */
final class UprightPixels {

	private final int storedWidth;

	private final int storedHeight;

	private final Orientation orientation;

	private final byte[] rgb;

	/**
	 * Creates an image of black pixels.
	 * @param storedWidth the number of pixels in a stored row
	 * @param storedHeight the number of stored rows
	 * @param orientation the transformation that puts the image upright
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
	 * Returns the pixels without copying them.
	 * @return {@code [height][width][3]}
	 */
	byte[] rgb() {
		return this.rgb;
	}

	/**
	 * Returns whether the stored rows are already upright, so that they can be copied all
	 * at once.
	 * @return whether the orientation changes nothing
	 */
	boolean areStoredUpright() {
		return this.orientation == Orientation.UPRIGHT;
	}

	/**
	 * Writes a stored row to its upright place.
	 * @param y the index of the row in the stored image, from the top
	 * @param row red, green and blue of each pixel of the row
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
