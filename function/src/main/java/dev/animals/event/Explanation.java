package dev.animals.event;

import java.util.List;
import java.util.stream.IntStream;

import dev.animals.classification.RankedLabel;

/**
 * A map of the places in a photo where the model recognises an animal, as the sender
 * receives it.
 *
 * @param id the id of this explanation, derived from the source and the id of the
 * request; a repeated request gets the same id
 * @param label the label of the class that is explained
 * @param name the everyday name of the class
 * @param group the group of animals that the class belongs to
 * @param confidence the confidence of the class, from 0 to 1, the same as in an
 * {@link Answer}
 * @param rows the number of rows of the map
 * @param columns the number of columns of the map
 * @param values the map, row by row from the top left: 1 for the place that raises the
 * logit of the class most, 0 for the place that raises it least
 * @param model the model that answered
 */
public record Explanation(String id, String label, String name, String group, double confidence, int rows, int columns,
		List<Double> values, Answer.ModelVersion model) {

	/** Values are rounded to this part of 1. */
	private static final double PARTS = 10_000;

	static Explanation of(String id, RankedLabel label, int rows, int columns, float[] map, Answer.ModelVersion model) {
		return new Explanation(id, label.label(), label.name(), label.group(), label.confidence(), rows, columns,
				normalised(map), model);
	}

	/** Maps the lowest value to 0 and the highest to 1. An even map becomes 0. */
	static List<Double> normalised(float[] map) {
		double lowest = IntStream.range(0, map.length).mapToDouble((i) -> map[i]).min().orElse(0);
		double highest = IntStream.range(0, map.length).mapToDouble((i) -> map[i]).max().orElse(0);
		double span = (highest > lowest) ? highest - lowest : 1;
		return IntStream.range(0, map.length)
			.mapToObj((i) -> Math.round((map[i] - lowest) / span * PARTS) / PARTS)
			.toList();
	}

}
