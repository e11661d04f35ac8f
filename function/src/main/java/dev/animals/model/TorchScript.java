package dev.animals.model;

import java.io.IOException;
import java.nio.file.Path;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;

/**
 * A network in TorchScript, for the engine PyTorch. It is a module with several methods:
 * {@code forward} and {@code explain} take the same pixels, and others switch to a
 * precision.
 */
final class TorchScript implements NetworkRuntime {

	@Override
	public void load(Model model, Path file, Precision precision) throws IOException, MalformedModelException {
		model.load(file);
		switch (precision) {
			case FLOAT32 -> {
			}
			case BFLOAT16 -> call(model, "use_bfloat16");
			case INT8 -> {
				QuantizedEngine.useOneDnn();
				call(model, "use_int8");
			}
		}
	}

	private static void call(Model model, String method) {
		IValueUtils.runMethod((PtSymbolBlock) model.getBlock(), method).close();
	}

	@Override
	public NDList inputs(NDArray pixels) {
		return new NDList(pixels);
	}

	@Override
	public NDList explain(Model model, NDArray pixels) {
		try (IValue input = IValue.from((PtNDArray) pixels);
				IValue output = IValueUtils.runMethod((PtSymbolBlock) model.getBlock(), "explain", input)) {
			return output.toNDList((PtNDManager) pixels.getManager());
		}
	}

}
