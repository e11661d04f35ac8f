package dev.animals.image;

/**
 * Converts CMYK to RGB without a colour profile, with the same formula as Pillow.
 */
final class Inks {

	private Inks() {
	}

	/**
	 * Converts a row in place. CMYK values in a JPEG are inverted, a convention of
	 * Adobe's software: 255 means no ink.
	 * @param row cyan, magenta, yellow and black of each pixel. Afterwards the row starts
	 * with red, green and blue of each pixel.
	 * @param width the number of pixels in the row
	 */
	static void toRgb(byte[] row, int width) {
		int from = 0;
		for (int to = 0; to < 3 * width; to += 3) {
			int light = row[from + 3] & 0xff;
			row[to] = filtered(row[from], light);
			row[to + 1] = filtered(row[from + 1], light);
			row[to + 2] = filtered(row[from + 2], light);
			from += 4;
		}
	}

	private static byte filtered(byte ink, int light) {
		return (byte) (((ink & 0xff) * light + 127) / 255);
	}

}
