package dev.animals.model;

import java.nio.ByteBuffer;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;

import dev.animals.image.DecodedImage;

/**
 * Calls the method {@value #NAME} of a TorchScript network. It takes the same pixels as
 * the network and returns the logits and the class activation maps from one pass.
 */
final class ExplainMethod {

	private static final String NAME = "explain";

	private ExplainMethod() {
	}

	static ActivationMaps call(Model model, DecodedImage image) {
		try (NDManager manager = model.getNDManager().newSubManager()) {
			NDArray pixels = manager.create(ByteBuffer.wrap(image.rgb()), new Shape(image.height(), image.width(), 3),
					DataType.UINT8);
			try (IValue input = IValue.from((PtNDArray) pixels);
					IValue output = IValueUtils.runMethod((PtSymbolBlock) model.getBlock(), NAME, input)) {
				NDList results = output.toNDList((PtNDManager) manager);
				NDArray maps = results.get(1);
				return new ActivationMaps(results.get(0).toFloatArray(), maps.toFloatArray(),
						(int) maps.getShape().get(1), (int) maps.getShape().get(2));
			}
		}
	}

}
