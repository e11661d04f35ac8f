package dev.animals.image;

import java.nio.ByteBuffer;

/**
 * What the components of a JPEG's pixels mean, by the rules that libjpeg follows.
 */
enum JpegColours {

	GREY, RGB, YCBCR, CMYK, YCCK;

	/**
	 * Decides by the number of components and by who wrote the file.
	 * @param file the whole file
	 * @param frame where the frame's marker is
	 * @param components in the frame: 1, 3 or 4
	 * @param jfif whether the file says that it is JFIF, which has no RGB
	 * @param adobeTransform what Adobe's segment says; -1 if there is none
	 * @return the meaning
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
	 * Whether the components are inks.
	 * @return {@code true} for four components
	 */
	boolean areInks() {
		return this == CMYK || this == YCCK;
	}

}
