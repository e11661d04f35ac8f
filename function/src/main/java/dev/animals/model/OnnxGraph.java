package dev.animals.model;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.ParameterStore;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;

/**
 * A network as a graph in ONNX, for the engine ONNX Runtime. Its inputs are the pixels
 * and whether to compute the maps, and its outputs are the logits and the maps. Without
 * an explanation, it has neither the second input nor the second output. The file decides
 * the precision.
 *
 * @param explains whether the network has maps
 */
record OnnxGraph(boolean explains) implements NetworkRuntime {

	/**
	 * Makes ONNX Runtime compute the same integers on every processor. A processor
	 * without VNNI adds two products of 8-bit numbers in 16 bits, which can overflow.
	 * With this entry, ONNX Runtime uses slower instructions there that cannot overflow.
	 */
	private static final String EXACT_SUMS = "session.x64quantprecision";

	@Override
	public void load(Model model, Path file, Precision precision) throws IOException, MalformedModelException {
		try (SessionOptions options = new SessionOptions()) {
			options.setIntraOpNumThreads(1);
			options.setInterOpNumThreads(1);
			options.addConfigEntry(EXACT_SUMS, "1");
			model.load(file, null, Map.of("sessionOptions", options));
		}
		catch (OrtException ex) {
			throw new EngineException(ex);
		}
	}

	@Override
	public NDList inputs(NDArray pixels) {
		return inputs(pixels, false);
	}

	@Override
	public NDList explain(Model model, NDArray pixels) {
		return model.getBlock().forward(new ParameterStore(pixels.getManager(), false), inputs(pixels, true), false);
	}

	private NDList inputs(NDArray pixels, boolean explain) {
		return this.explains ? new NDList(pixels, pixels.getManager().create(new boolean[] { explain }))
				: new NDList(pixels);
	}

}
