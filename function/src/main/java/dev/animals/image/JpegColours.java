package dev.animals.image;

import java.nio.ByteBuffer;

/**
 * The colour space of a JPEG, decided by the same rules as in libjpeg.
 */
enum JpegColours {

	GREY, RGB, YCBCR, CMYK, YCCK;

	/**
	 * Decides by the number of components and by the segments that programs add.
	 * @param file the whole file
	 * @param frame the position of the frame marker
	 * @param components the number of components in the frame: 1, 3 or 4
	 * @param jfif whether the file has a JFIF segment, which rules out RGB
	 * @param adobeTransform the colour transform in the Adobe segment; -1 without one
	 * @return the colour space
	 */
	static JpegColours of(ByteBuffer file, int frame, int components, boolean jfif, int adobeTransform) {
		if (components == 1) {
			return GREY;
		}
		if (components == 4) {
			return (adobeTransform == 2) ? YCCK : CMYK;
		}
		boolean namedRgb = file.get(frame + 10) == 'R' && file.get(frame + 13) == 'G' && file.get(frame + 16) == 'B';
		boolean rgb = (adobeTransform >= 0) ? adobeTransform == 0 : namedRgb;
		return (rgb && !jfif) ? RGB : YCBCR;
	}

	/**
	 * Returns whether the colours are inks, which have four components.
	 * @return whether the colour space is CMYK or YCCK
	 */
	boolean areInks() {
		return this == CMYK || this == YCCK;
	}

}
