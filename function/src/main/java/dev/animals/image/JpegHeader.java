package dev.animals.image;

/**
 * What has to be known about a JPEG before its pixels are decoded.
 *
 * @param width the width as stored, in pixels
 * @param height the height as stored, in pixels
 * @param colours the colour space
 * @param coefficientBytes the memory for the coefficients of the whole image, which a
 * decoder keeps if they come in several scans; 0 if they come in one scan
 * @param orientation the transformation that puts the image upright
 */
record JpegHeader(int width, int height, JpegColours colours, long coefficientBytes, Orientation orientation) {
}
