package dev.animals.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

import dev.animals.image.DecodedImage;

/**
 * The operations that differ between DJL's engines. A build contains the native libraries
 * of one engine, so only the implementation for that one may be used.
 */
sealed interface NetworkRuntime permits TorchScript, OnnxGraph {

	/**
	 * Returns the runtime of a model.
	 * @param description the model that names the engine
	 */
	static NetworkRuntime of(ModelDescription description) {
		return description.isForOnnxRuntime() ? new OnnxGraph(description.explanation() != null) : new TorchScript();
	}

	/**
	 * Loads a network and prepares it to compute in a precision.
	 * @param model the empty model that receives the network
	 * @param file the file of the network
	 * @param precision the precision
	 */
	void load(Model model, Path file, Precision precision) throws IOException, MalformedModelException;

	/**
	 * Returns the inputs of the network for a prediction without maps.
	 * @param pixels the pixels, {@code [height, width, 3]}
	 */
	NDList inputs(NDArray pixels);

	/**
	 * Runs the network with its class activation maps.
	 * @param model the loaded model
	 * @param pixels the pixels, {@code [height, width, 3]}
	 * @return the logits and the maps
	 */
	NDList explain(Model model, NDArray pixels);

	/** Runs the network with its class activation maps. */
	default ActivationMaps activationMaps(Model model, DecodedImage image) {
		try (NDManager manager = model.getNDManager().newSubManager()) {
			NDArray pixels = manager.create(ByteBuffer.wrap(image.rgb()), new Shape(image.height(), image.width(), 3),
					DataType.UINT8);
			NDList results = explain(model, pixels);
			NDArray maps = results.get(1);
			return new ActivationMaps(results.get(0).toFloatArray(), maps.toFloatArray(), (int) maps.getShape().get(1),
					(int) maps.getShape().get(2));
		}
	}

}
