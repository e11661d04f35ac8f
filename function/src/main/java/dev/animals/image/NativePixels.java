package dev.animals.image;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

/**
 * Pixels that a native library writes, in rows without gaps between them.
 *
 * @param memory {@code [height][width][channels]}
 * @param width the width in pixels
 * @param height the height in pixels
 * @param channels the bytes of a pixel: 3 for red, green and blue, or 4
 */
record NativePixels(MemorySegment memory, int width, int height, int channels) {

	static NativePixels allocate(int width, int height, int channels, Arena arena) {
		return new NativePixels(arena.allocate((long) width * height * channels), width, height, channels);
	}

	/**
	 * Copies the pixels.
	 * @param orientation the transformation that puts the image upright
	 * @param fourth converts rows of four channels
	 * @return the pixels, upright
	 */
	UprightPixels upright(Orientation orientation, FourChannels fourth) {
		UprightPixels upright = new UprightPixels(this.width, this.height, orientation);
		if (upright.areStoredUpright() && this.channels == 3) {
			MemorySegment.copy(this.memory, JAVA_BYTE, 0, upright.rgb(), 0, upright.rgb().length);
			return upright;
		}
		byte[] row = new byte[this.width * this.channels];
		for (int y = 0; y < this.height; y++) {
			MemorySegment.copy(this.memory, JAVA_BYTE, (long) y * row.length, row, 0, row.length);
			if (this.channels == 4) {
				fourth.toRgb(row, this.width);
			}
			upright.writeRow(y, row);
		}
		return upright;
	}

	/** Converts a row of four channels to red, green and blue, in place. */
	@FunctionalInterface
	interface FourChannels {

		void toRgb(byte[] row, int width);

	}

}
