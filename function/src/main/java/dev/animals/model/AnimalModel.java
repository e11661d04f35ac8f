package dev.animals.model;

import dev.animals.image.DecodedImage;

/**
 * The network: the one port behind which the engine is.
 */
public interface AnimalModel extends AutoCloseable {

	/**
	 * Runs the network, its preprocessing included.
	 * @param image the picture, of any size
	 * @return one logit for each class, in the order of the model's labels
	 */
	float[] logits(DecodedImage image);

	@Override
	void close();

}
