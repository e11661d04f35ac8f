package dev.animals.model;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.springframework.core.io.ClassPathResource;

import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;

/**
 * Decodes and predicts a few times before the service reports that it is ready, because
 * the first predictions of a process are several times slower than the others. The
 * metrics do not count them.
 */
final class WarmUp {

	private static final int ROUNDS = 3;

	private WarmUp() {
	}

	/**
	 * Uses each predictor {@value #ROUNDS} times. The model hands out its idle predictors
	 * in rotation.
	 * @param model the model to warm up
	 * @param targetSize the side of the network's input in pixels
	 * @param predictors the number of predictors of the model
	 */
	static void run(AnimalModel model, int targetSize, int predictors) {
		ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
		byte[] photo = photo();
		for (int i = 0; i < ROUNDS * predictors; i++) {
			model.logits(decoder.decode(photo, targetSize));
		}
	}

	private static byte[] photo() {
		try {
			return new ClassPathResource("warm-up.jpg").getContentAsByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
