package dev.animals.image;

/**
 * The names of the chunks of a PNG: four letters, as the bytes of an integer (PNG, third
 * edition, 5.4).
 */
final class PngName {

	static final int HEADER = of("IHDR");

	static final int PALETTE = of("PLTE");

	static final int TRANSPARENCY = of("tRNS");

	static final int DATA = of("IDAT");

	static final int END = of("IEND");

	static final int EXIF = of("eXIf");

	/** This bit of a name says that pixels can be decoded without the chunk. */
	private static final int ANCILLARY = 0x20000000;

	private PngName() {
	}

	static boolean isValid(int name) {
		for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
			int letter = name >>> shift & 0xdf;
			if (letter < 'A' || letter > 'Z') {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns whether pixels cannot be decoded without the chunk.
	 * @param name the name of the chunk
	 * @return whether decoders need the chunk
	 */
	static boolean isCritical(int name) {
		return (name & ANCILLARY) == 0;
	}

	private static int of(String letters) {
		return letters.charAt(0) << 24 | letters.charAt(1) << 16 | letters.charAt(2) << 8 | letters.charAt(3);
	}

}
