package dev.animals.http;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.model.AnimalModel;
import dev.animals.model.ModelFolder;
import dev.animals.model.ModelSettings;
import dev.animals.rejection.Outcome.Accepted;

/**
 * Predicts before the service says that it is ready: the first predictions of a process
 * are several times slower than all others. Nothing of it is counted.
 */
@Component
class WarmUp implements ApplicationRunner {

	private static final int ROUNDS = 3;

	private final ImageDecoder decoder;

	private final AnimalModel model;

	private final PredictionPool pool;

	private final int targetSize;

	private final int predictors;

	WarmUp(ImageDecoder decoder, AnimalModel model, PredictionPool pool, ModelFolder folder, ModelSettings settings) {
		this.decoder = decoder;
		this.model = model;
		this.pool = pool;
		this.targetSize = folder.description().input().height();
		this.predictors = settings.predictors();
	}

	@Override
	public void run(ApplicationArguments arguments) throws Exception {
		byte[] picture = new ClassPathResource("warm-up.jpg").getContentAsByteArray();
		for (int i = 0; i < ROUNDS * this.predictors; i++) {
			this.pool.call(() -> predict(picture));
		}
	}

	private float[] predict(byte[] picture) {
		if (this.decoder.decode(picture, this.targetSize) instanceof Accepted<DecodedImage>(DecodedImage image)) {
			return this.model.logits(image);
		}
		throw new IllegalStateException("The picture to warm up with cannot be decoded");
	}

}
