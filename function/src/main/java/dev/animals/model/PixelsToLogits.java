package dev.animals.model;

import java.nio.ByteBuffer;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslatorContext;

import dev.animals.image.DecodedImage;

/**
 * Passes pixels to the network and logits back. The network takes bytes of shape (height,
 * width, 3) and contains its own preprocessing, so that the preprocessing is the same as
 * in the export.
 * <p>
 * Each predictor has its own translator, which reuses a direct buffer. DJL would allocate
 * a new one for every image.
 */
final class PixelsToLogits implements NoBatchifyTranslator<DecodedImage, float[]> {

	private final NetworkRuntime runtime;

	private ByteBuffer pixels = ByteBuffer.allocateDirect(0);

	PixelsToLogits(NetworkRuntime runtime) {
		this.runtime = runtime;
	}

	@Override
	public NDList processInput(TranslatorContext context, DecodedImage image) {
		int size = image.rgb().length;
		if (this.pixels.capacity() < size) {
			this.pixels = ByteBuffer.allocateDirect(size);
		}
		this.pixels.clear().put(image.rgb()).flip();
		Shape shape = new Shape(image.height(), image.width(), 3);
		return this.runtime.inputs(context.getNDManager().create(this.pixels, shape, DataType.UINT8));
	}

	@Override
	public float[] processOutput(TranslatorContext context, NDList output) {
		return output.get(0).toFloatArray();
	}

}
