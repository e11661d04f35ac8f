package dev.animals.model;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.image.DecodedImage;

/**
 * A network that DJL runs. {@link DjlModelLoader} loads it.
 */
public final class DjlModel implements AnimalModel {

	private static final Logger logger = LoggerFactory.getLogger(DjlModel.class);

	private final Model model;

	private final NetworkRuntime runtime;

	/** The number of predictors, idle or busy. */
	private final int predictors;

	/** The idle predictors. It has room for all of them, so returning one never fails. */
	private final BlockingQueue<Predictor<DecodedImage, float[]>> idle;

	private volatile boolean closed;

	DjlModel(Model model, NetworkRuntime runtime, int predictors) {
		this.model = model;
		this.runtime = runtime;
		this.predictors = predictors;
		this.idle = new ArrayBlockingQueue<>(predictors);
		for (int i = 0; i < predictors; i++) {
			this.idle.add(model.newPredictor(new PixelsToLogits(runtime)));
		}
	}

	/**
	 * Loads the first network of the folder that runs on this machine.
	 * @param folder the folder of the model
	 * @param predictors how many predictions may run at the same time
	 * @return the loaded network, after one prediction
	 * @throws InvalidModelException if none of the networks runs
	 */
	public static DjlModel load(ModelFolder folder, int predictors) {
		return DjlModelLoader.load(folder, predictors);
	}

	@Override
	public float[] logits(DecodedImage image) {
		Predictor<DecodedImage, float[]> predictor = take();
		try {
			return predictor.predict(image);
		}
		catch (TranslateException ex) {
			throw new PredictionException(ex);
		}
		finally {
			this.idle.add(predictor);
		}
	}

	/**
	 * Calls the network directly instead of through a predictor. It takes a predictor
	 * nevertheless, so that the number of concurrent calls is limited and {@link #close}
	 * waits for the call.
	 */
	@Override
	public ActivationMaps activationMaps(DecodedImage image) {
		Predictor<DecodedImage, float[]> predictor = take();
		try {
			return this.runtime.activationMaps(this.model, image);
		}
		finally {
			this.idle.add(predictor);
		}
	}

	private Predictor<DecodedImage, float[]> take() {
		try {
			while (!this.closed) {
				// The time limit lets callers notice that the model was closed.
				Predictor<DecodedImage, float[]> predictor = this.idle.poll(1, TimeUnit.SECONDS);
				if (predictor != null) {
					return predictor;
				}
			}
			throw new IllegalStateException("The model is closed");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new PredictionException(ex);
		}
	}

	/**
	 * Waits for running predictions, which use native memory of the model, and then
	 * releases all native memory.
	 */
	@Override
	public void close() {
		this.closed = true;
		try {
			for (int i = 0; i < this.predictors; i++) {
				this.idle.take().close();
			}
			this.model.close();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			logger.warn("Interrupted while waiting for predictions; the memory of the model is not released");
		}
	}

	/**
	 * The engine failed on an image. This is a fault of the service, not of the sender.
	 */
	static final class PredictionException extends RuntimeException {

		PredictionException(Throwable cause) {
			super(cause);
		}

	}

}
