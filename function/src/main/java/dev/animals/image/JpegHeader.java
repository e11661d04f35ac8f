package dev.animals.image;

/**
 * The properties of a JPEG that the decoder needs before it decodes pixels.
 *
 * @param width the width as stored, in pixels
 * @param height the height as stored, in pixels
 * @param colours the colour space
 * @param coefficientBytes the memory for the coefficients of the whole image, which a
 * decoder keeps if they come in several scans; 0 if they come in one scan
 * @param scans the number of scans, at least 1
 * @param orientation the transformation that puts the image upright
 */
record JpegHeader(int width, int height, JpegColours colours, long coefficientBytes, int scans,
		Orientation orientation) {
}
