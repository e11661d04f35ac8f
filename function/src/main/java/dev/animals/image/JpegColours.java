package dev.animals.image;

/**
 * The colour space of a JPEG, decided by the same rules as in libjpeg.
 */
enum JpegColours {

	GREY, RGB, YCBCR, CMYK, YCCK;

	/**
	 * Decides by the number of components and by the segments that programs add.
	 * @param frame the frame, which has 1, 3 or 4 components
	 * @param jfif whether the file has a JFIF segment, which rules out RGB
	 * @param adobeTransform the colour transform in the Adobe segment; -1 without one
	 * @return the colour space
	 */
	static JpegColours of(JpegFrame frame, boolean jfif, int adobeTransform) {
		if (frame.components() == 1) {
			return GREY;
		}
		if (frame.components() == 4) {
			return (adobeTransform > 0) ? YCCK : CMYK;
		}
		boolean namedRgb = frame.identifier(0) == 'R' && frame.identifier(1) == 'G' && frame.identifier(2) == 'B';
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
