package dev.animals.image;

/**
 * Turns inks into light as Pillow does, without a colour profile.
 */
final class Inks {

	private Inks() {
	}

	/**
	 * Converts a row in place. A JPEG holds inks the way Adobe began to write them: 255
	 * is none.
	 * @param row cyan, magenta, yellow and black of each pixel; afterwards begins with
	 * the red, green and blue of each
	 * @param width pixels in the row
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
