package dev.animals.image;

/**
 * Pixels as a person would see them: upright, opaque, sRGB values as the file has them.
 * The record owns its array and nobody changes it; comparing by value is of no use here.
 *
 * @param format what the bytes were
 * @param sourceWidth the width in pixels that the header says, before any reduction and
 * turning
 * @param sourceHeight the height in pixels that the header says
 * @param width the width in pixels of what was decoded: for a large image, less than its
 * source's
 * @param height the height in pixels of what was decoded
 * @param rgb the pixels, {@code [height][width][3]} in red, green, blue
 */
@SuppressWarnings("ArrayRecordComponent")
public record DecodedImage(ImageFormat format, int sourceWidth, int sourceHeight, int width, int height, byte[] rgb) {

	/**
	 * Samples are taken on a grid of at most this many points a side, so that the cost is
	 * the same for each image.
	 */
	private static final int GRID = 64;

	/**
	 * Mean brightness, as a number to watch for drift: the luma of ITU-R BT.601, which is
	 * what {@code L} means in Pillow, over a grid of at most 4,096 pixels.
	 * @return in 0–1
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

	/** The middle of cell {@code index} if {@code length} is cut into {@code cells}. */
	private static int centre(int index, int cells, int length) {
		return (int) ((2L * index + 1) * length / (2L * cells));
	}

}
