package dev.animals.model;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.springframework.core.io.ClassPathResource;

import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;
import dev.animals.rejection.Outcome.Accepted;

/**
 * Decodes and predicts before the service says that it is ready: the first predictions of
 * a process are several times slower than all others. Nothing of it is counted.
 */
final class WarmUp {

	private static final int ROUNDS = 3;

	private WarmUp() {
	}

	/**
	 * Uses each predictor some times; idle ones are taken in turns.
	 * @param model what predicts
	 * @param targetSize the side in pixels of the network's input
	 * @param predictors how many the model has
	 */
	static void run(AnimalModel model, int targetSize, int predictors) {
		ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
		byte[] picture = picture();
		for (int i = 0; i < ROUNDS * predictors; i++) {
			if (!(decoder.decode(picture, targetSize) instanceof Accepted<DecodedImage>(DecodedImage image))) {
				throw new IllegalStateException("The picture to warm up with cannot be decoded");
			}
			model.logits(image);
		}
	}

	private static byte[] picture() {
		try {
			return new ClassPathResource("warm-up.jpg").getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
