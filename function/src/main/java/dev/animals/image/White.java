package dev.animals.image;

/**
 * The white background on which transparent pixels are shown.
 */
final class White {

	private static final int OPAQUE = 255;

	private White() {
	}

	/**
	 * Blends a sample with white.
	 * @param sample the sample, from 0 to 255
	 * @param alpha the opacity, from 0 to 255
	 * @return the visible sample
	 */
	static byte under(int sample, int alpha) {
		return (byte) ((sample * alpha + 255 * (OPAQUE - alpha) + 127) / 255);
	}

	/**
	 * Blends a row with white, in place.
	 * @param row red, green, blue and alpha of each pixel; afterwards red, green and blue
	 * @param width the number of pixels
	 */
	static void underRow(byte[] row, int width) {
		int to = 0;
		for (int from = 0; from < 4 * width; from += 4) {
			int alpha = row[from + 3] & 0xff;
			if (alpha == OPAQUE) {
				row[to] = row[from];
				row[to + 1] = row[from + 1];
				row[to + 2] = row[from + 2];
			}
			else {
				row[to] = under(row[from] & 0xff, alpha);
				row[to + 1] = under(row[from + 1] & 0xff, alpha);
				row[to + 2] = under(row[from + 2] & 0xff, alpha);
			}
			to += 3;
		}
	}

}
