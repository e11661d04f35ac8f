package dev.animals.image;

import java.util.Arrays;

/**
 * Divides the width and the height of an image by a whole number while its rows are read.
 * Each pixel of the result is the mean of a square of pixels, so that the result is
 * antialiased and only one row of sums is kept.
 */
final class BoxReduction {

	private final int width;

	private final int height;

	private final int reduction;

	private final UprightPixels result;

	private final int[] sums;

	private final byte[] reducedRow;

	private int rows;

	/**
	 * Creates the reduction of an image.
	 * @param width the width of the image in pixels
	 * @param height the height of the image in pixels
	 * @param reduction the side of the squares in pixels
	 * @param orientation the transformation that puts the image upright
	 */
	BoxReduction(int width, int height, int reduction, Orientation orientation) {
		this.width = width;
		this.height = height;
		this.reduction = reduction;
		int reducedWidth = Math.ceilDiv(width, reduction);
		this.result = new UprightPixels(reducedWidth, Math.ceilDiv(height, reduction), orientation);
		this.sums = new int[3 * reducedWidth];
		this.reducedRow = new byte[3 * reducedWidth];
	}

	UprightPixels result() {
		return this.result;
	}

	/**
	 * Adds the next row.
	 * @param row red, green and blue of each pixel
	 */
	void add(byte[] row) {
		int to = 0;
		int from = 0;
		while (to < this.sums.length) {
			int red = 0;
			int green = 0;
			int blue = 0;
			int end = Math.min(from + 3 * this.reduction, 3 * this.width);
			for (; from < end; from += 3) {
				red += row[from] & 0xff;
				green += row[from + 1] & 0xff;
				blue += row[from + 2] & 0xff;
			}
			this.sums[to] += red;
			this.sums[to + 1] += green;
			this.sums[to + 2] += blue;
			to += 3;
		}
		this.rows++;
		if (this.rows % this.reduction == 0 || this.rows == this.height) {
			writeMeans();
		}
	}

	private void writeMeans() {
		int line = (this.rows - 1) / this.reduction;
		int addedRows = this.rows - line * this.reduction;
		int pixels = addedRows * this.reduction;
		int whole = 3 * (this.width / this.reduction);
		for (int i = 0; i < this.sums.length; i++) {
			int count = (i < whole) ? pixels : addedRows * (this.width % this.reduction);
			this.reducedRow[i] = (byte) ((this.sums[i] + count / 2) / count);
		}
		this.result.writeRow(line, this.reducedRow);
		Arrays.fill(this.sums, 0);
	}

}
