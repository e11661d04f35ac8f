package dev.animals.feedback;

import org.jspecify.annotations.Nullable;

/**
 * The part of an answer that is needed to judge it later.
 *
 * @param id the id of the answer
 * @param model the name and version of the model, for instance {@code lite0-1.2.0}
 * @param label the class of the best animal
 * @param group the group of that class
 * @param confidence the probability of that class, from 0 to 1
 * @param noAnimal the probability that the photo shows no animal, from 0 to 1, if that is
 * the verdict; otherwise null
 */
public record Prediction(String id, String model, String label, String group, double confidence,
		@Nullable Double noAnimal) {
}
