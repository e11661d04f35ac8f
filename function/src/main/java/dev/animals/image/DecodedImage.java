package dev.animals.image;

/**
 * Decoded pixels as a person would see them: upright, opaque, and in sRGB values as the
 * file stores them. The record does not copy its array, so callers must not modify it.
 * Two images with equal pixels are not equal.
 *
 * @param format the format of the file
 * @param sourceWidth the width in pixels in the header of the file, before the image is
 * reduced or turned
 * @param sourceHeight the height in pixels in the header of the file
 * @param width the width of the decoded image in pixels; a large image is decoded at a
 * reduced size
 * @param height the height of the decoded image in pixels
 * @param rgb the pixels, {@code [height][width][3]}, as red, green and blue
 */
@SuppressWarnings("ArrayRecordComponent")
public record DecodedImage(ImageFormat format, int sourceWidth, int sourceHeight, int width, int height, byte[] rgb) {

	/**
	 * The largest number of sample points on a side. It limits the cost for large images.
	 */
	private static final int GRID = 64;

	/**
	 * Computes the mean brightness, which is watched for drift: the luma of ITU-R BT.601,
	 * like mode {@code L} of Pillow, over a grid of at most 4,096 pixels.
	 * @return the brightness from 0 to 1
	 */
	public double brightness() {
		int columns = Math.min(GRID, this.width);
		int rows = Math.min(GRID, this.height);
		long sum = 0;
		for (int row = 0; row < rows; row++) {
			int y = centre(row, rows, this.height);
			for (int column = 0; column < columns; column++) {
				int i = 3 * (y * this.width + centre(column, columns, this.width));
				sum += 299 * (this.rgb[i] & 0xff) + 587 * (this.rgb[i + 1] & 0xff) + 114 * (this.rgb[i + 2] & 0xff);
			}
		}
		return sum / (255_000.0 * rows * columns);
	}

	/**
	 * Returns the middle of a cell when a length is divided into cells of equal size.
	 */
	private static int centre(int index, int cells, int length) {
		return (int) ((2L * index + 1) * length / (2L * cells));
	}

}
