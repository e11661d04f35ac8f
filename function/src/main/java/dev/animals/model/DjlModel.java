package dev.animals.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.image.DecodedImage;
import dev.animals.image.ImageFormat;

/**
 * The network in DJL. Its file takes a picture as bytes of shape (height, width, 3) and
 * gives the logits, so that the preprocessing is the one that was exported.
 */
public final class DjlModel implements AnimalModel {

	private static final Logger logger = LoggerFactory.getLogger(DjlModel.class);

	private final Model model;

	/** How many predictors there are, idle or not. */
	private final int predictors;

	/** Has room for all of them, so that one that is given back is never refused. */
	private final BlockingQueue<Predictor<DecodedImage, float[]>> idle;

	private volatile boolean closed;

	private DjlModel(Model model, int predictors) {
		this.model = model;
		this.predictors = predictors;
		this.idle = new ArrayBlockingQueue<>(predictors);
		for (int i = 0; i < predictors; i++) {
			this.idle.add(model.newPredictor(new PixelsToLogits()));
		}
	}

	/**
	 * Loads the engine's libraries, which takes as long as Java takes to start and needs
	 * nothing but the engine's name.
	 * @param description which engine
	 */
	static void loadEngine(ModelDescription description) {
		EngineSettings.apply();
		LibtorchInitializers.run();
		Engine.getEngine(description.engine());
	}

	/**
	 * Loads the first of the folder's networks that runs on this machine: the packed one
	 * uses operators of x86-64's libtorch, the plain one runs everywhere.
	 * @param folder the model
	 * @param predictors how many predictions may run at once
	 * @param precision which numbers the packed network computes with
	 * @return the loaded network, which has answered once
	 * @throws InvalidModelException when none runs
	 */
	public static DjlModel load(ModelFolder folder, int predictors, Precision precision) {
		loadEngine(folder.description());
		List<Exception> failures = new ArrayList<>();
		for (Path file : folder.networks()) {
			try {
				boolean bfloat16 = file.endsWith("packed.pt") && precision.isBfloat16();
				DjlModel model = new DjlModel(read(folder.description(), file, bfloat16), predictors);
				model.logits(blank(folder.description().input()));
				logger.atInfo()
					.addKeyValue("file", file.getFileName())
					.addKeyValue("precision", bfloat16 ? "bfloat16" : "float32")
					.addKeyValue("predictors", predictors)
					.log("Network loaded");
				return model;
			}
			catch (EngineException | IOException | MalformedModelException | PredictionException ex) {
				failures.add(ex);
			}
		}
		InvalidModelException none = new InvalidModelException(
				"None of the networks %s in %s runs on this machine.".formatted(folder.networks(), folder.path()));
		failures.forEach(none::addSuppressed);
		throw none;
	}

	private static Model read(ModelDescription description, Path file, boolean bfloat16)
			throws IOException, MalformedModelException {
		Model model = Model.newInstance(description.name(), description.engine());
		try {
			// ONNX Runtime's names for one thread a prediction; PyTorch ignores them.
			model.load(file, null, Map.of("intraOpNumThreads", "1", "interOpNumThreads", "1"));
			if (bfloat16) {
				IValueUtils.runMethod((PtSymbolBlock) model.getBlock(), "use_bfloat16").close();
			}
			return model;
		}
		catch (EngineException | IOException | MalformedModelException ex) {
			model.close();
			throw ex;
		}
	}

	private static DecodedImage blank(ModelDescription.Input input) {
		byte[] rgb = new byte[input.height() * input.width() * 3];
		return new DecodedImage(ImageFormat.PNG, input.width(), input.height(), input.width(), input.height(), rgb);
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

	private Predictor<DecodedImage, float[]> take() {
		try {
			while (!this.closed) {
				// Not for ever: whoever waits while the model is closed gets none.
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
	 * Waits for predictions that run, whose memory would go from under them otherwise,
	 * and gives all native memory back.
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
			logger.warn("Interrupted while predictions ran: the model's memory is kept");
		}
	}

	/**
	 * One predictor's hand-over; it keeps a direct buffer, because DJL would allocate one
	 * for every picture.
	 */
	private static final class PixelsToLogits implements NoBatchifyTranslator<DecodedImage, float[]> {

		private ByteBuffer pixels = ByteBuffer.allocateDirect(0);

		@Override
		public NDList processInput(TranslatorContext context, DecodedImage image) {
			int size = image.rgb().length;
			if (this.pixels.capacity() < size) {
				this.pixels = ByteBuffer.allocateDirect(size);
			}
			this.pixels.clear().put(image.rgb()).flip();
			Shape shape = new Shape(image.height(), image.width(), 3);
			return new NDList(context.getNDManager().create(this.pixels, shape, DataType.UINT8));
		}

		@Override
		public float[] processOutput(TranslatorContext context, NDList output) {
			return output.singletonOrThrow().toFloatArray();
		}

	}

	/** The engine failed on a picture, which is not the sender's fault. */
	private static final class PredictionException extends RuntimeException {

		PredictionException(Throwable cause) {
			super(cause);
		}

	}

}
