package dev.animals.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
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
	 * @throws InvalidModelException if this build does not contain the engine
	 */
	static void loadEngine(ModelDescription description) {
		EngineSettings.apply();
		if (!Engine.hasEngine(description.engine())) {
			throw new InvalidModelException(("The model %s is for the engine %s, which this build does not contain. It "
					+ "contains: %s. Build the service with the other value of ENGINE, or use another model.")
				.formatted(description.name(), description.engine(), String.join(", ", Engine.getAllEngines())));
		}
		LibtorchInitializers.run();
		Engine.getEngine(description.engine());
	}

	/**
	 * Loads the first network of the folder that runs on this machine. The packed network
	 * uses operators that libtorch has only on x86-64; the others run everywhere.
	 * @param folder the folder of the model
	 * @param predictors how many predictions may run at the same time
	 * @return the loaded network, after one prediction
	 * @throws InvalidModelException if none of the networks runs
	 */
	static DjlModel load(ModelFolder folder, int predictors) {
		loadEngine(folder.description());
		List<Exception> failures = new ArrayList<>();
		for (Path file : folder.networks()) {
			try {
				DjlModel model = read(folder, file, predictors);
				requireOneLogitForEachLabel(folder, model.logits(blank(folder.description().input())));
				logger.atInfo()
					.addKeyValue("file", file.getFileName())
					.addKeyValue("precision", folder.precision())
					.addKeyValue("predictors", predictors)
					.log("Network loaded");
				return model;
			}
			catch (EngineException | IOException | MalformedModelException | DjlModel.PredictionException ex) {
				failures.add(ex);
			}
		}
		InvalidModelException none = new InvalidModelException(
				"None of the networks %s in %s runs in %s on this machine.".formatted(folder.networks(), folder.path(),
						folder.precision()));
		failures.forEach(none::addSuppressed);
		throw none;
	}

	private static DjlModel read(ModelFolder folder, Path file, int predictors)
			throws IOException, MalformedModelException {
		ModelDescription description = folder.description();
		NetworkRuntime runtime = NetworkRuntime.of(description);
		Model model = Model.newInstance(description.name(), description.engine());
		try {
			runtime.load(model, file, folder.precision());
			return new DjlModel(model, runtime, predictors);
		}
		catch (EngineException | IOException | MalformedModelException ex) {
			model.close();
			throw ex;
		}
	}

	private static void requireOneLogitForEachLabel(ModelFolder folder, float[] logits) {
		if (logits.length != folder.labels().size()) {
			throw new InvalidModelException("The network in %s returns %d logits, but its labels.tsv names %d classes."
				.formatted(folder.path(), logits.length, folder.labels().size()));
		}
	}

	private static DecodedImage blank(ModelDescription.Input input) {
		byte[] rgb = new byte[input.height() * input.width() * 3];
		return new DecodedImage(ImageFormat.PNG, input.width(), input.height(), input.width(), input.height(), rgb);
	}

}
