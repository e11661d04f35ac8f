package dev.animals.prediction;

import java.util.Optional;

import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;
import dev.animals.rejection.RejectedException;

/**
 * Decodes photos with the service's own decoder and limits.
 */
public final class PhotoDecoder {

	private final ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());

	/**
	 * Decodes a photo. If the service rejects it, this prints a line to standard error.
	 * @param name the photo's name for that line
	 * @param photo the bytes of the encoded image
	 * @param side the smallest height and width that are needed, in pixels
	 * @return the image, or nothing if the service rejects the photo
	 */
	public Optional<DecodedImage> decode(String name, byte[] photo, int side) {
		try {
			return Optional.of(this.decoder.decode(photo, side));
		}
		catch (RejectedException ex) {
			System.err.printf("%s is left out, because the service rejects it: %s%n", name, ex.detail());
			return Optional.empty();
		}
	}

}
