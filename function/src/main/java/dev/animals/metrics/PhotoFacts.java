package dev.animals.metrics;

import dev.animals.image.DecodedImage;
import dev.animals.image.ImageFormat;

/**
 * The properties of a photo that metrics count, without its pixels.
 *
 * @param format the format of the file
 * @param bytes the size of the file in bytes
 * @param pixels the number of pixels in the file, width times height
 * @param brightness the mean brightness from 0 to 1
 */
public record PhotoFacts(ImageFormat format, int bytes, long pixels, double brightness) {

	/**
	 * Takes the facts from a photo.
	 * @param bytes the size of the file in bytes
	 * @param image the decoded photo
	 * @return the facts
	 */
	public static PhotoFacts of(int bytes, DecodedImage image) {
		return new PhotoFacts(image.format(), bytes, (long) image.sourceWidth() * image.sourceHeight(),
				image.brightness());
	}

}
