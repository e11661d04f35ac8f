package dev.animals.model;

import java.util.Arrays;

/**
 * The logits of an image, and the class activation maps, which show the parts of the
 * image that they come from (Zhou et al., Learning Deep Features for Discriminative
 * Localization, CVPR 2016). The network averages its last features over the image and
 * then applies a linear layer. The maps are that layer applied at each place, so the mean
 * of a class's map is the logit of the class. If the network sees only the middle of an
 * image, the places around it have the lowest value of the map, and the mean is lower.
 * The record does not copy its arrays, so callers must not modify them.
 *
 * @param logits one raw logit for each class, the same as without maps
 * @param maps the maps, {@code [classes][rows][columns]}; a higher value is stronger
 * evidence for the class
 * @param rows the number of cells from the top of the image to its bottom
 * @param columns the number of cells from its left to its right
 */
@SuppressWarnings("ArrayRecordComponent")
public record ActivationMaps(float[] logits, float[] maps, int rows, int columns) {

	/**
	 * Returns the map of one class.
	 * @param index the index of the class
	 * @return a copy, {@code [rows][columns]}
	 */
	public float[] of(int index) {
		int cells = this.rows * this.columns;
		return Arrays.copyOfRange(this.maps, index * cells, (index + 1) * cells);
	}

}
