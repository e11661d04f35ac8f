package dev.animals.model;

import dev.animals.image.DecodedImage;

/**
 * Predicts the classes of an image. The implementation decides which engine runs the
 * network.
 */
public interface AnimalModel extends AutoCloseable {

	/**
	 * Runs the network, including its preprocessing.
	 * @param image the image, of any size
	 * @return one raw logit for each class, in the order of the model's labels
	 */
	float[] logits(DecodedImage image);

	/**
	 * Runs the network and also computes which parts of the image its logits come from.
	 * Only a model whose {@link ModelDescription#explanation() description} names an
	 * explanation can do so.
	 * @param image the image, of any size
	 * @return the same logits as {@link #logits}, with their maps
	 */
	ActivationMaps activationMaps(DecodedImage image);

	@Override
	void close();

}
