package dev.animals.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.image.DecodedImage;
import dev.animals.image.ImageFormat;

/**
 * Loads the engine and the networks of a model.
 */
final class DjlModelLoader {

	private static final Logger logger = LoggerFactory.getLogger(DjlModelLoader.class);

	private DjlModelLoader() {
	}

	/**
	 * Loads the native libraries of the engine. That takes as long as the start of Java
	 * and needs only the name of the engine, so it can begin before the network is read.
	 * @param description the model that names the engine
	 */
	static void loadEngine(ModelDescription description) {
		EngineSettings.apply();
		LibtorchInitializers.run();
		Engine.getEngine(description.engine());
	}

	/**
	 * Loads the first network of the folder that runs on this machine. The packed network
	 * uses operators that libtorch has only on x86-64; the plain one runs everywhere.
	 * @param folder the folder of the model
	 * @param predictors how many predictions may run at the same time
	 * @param precision the numbers that the packed network computes with
	 * @return the loaded network, after one prediction
	 * @throws InvalidModelException if none of the networks runs
	 */
	static DjlModel load(ModelFolder folder, int predictors, Precision precision) {
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
			catch (EngineException | IOException | MalformedModelException | DjlModel.PredictionException ex) {
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
			// These options limit ONNX Runtime to one thread for each prediction. PyTorch
			// ignores them.
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

}
