package dev.animals.feedback;

/**
 * What was answered, as far as feedback needs it.
 *
 * @param id the answer's id
 * @param model name and version of the model, for instance {@code lite0-1.0.0}
 * @param label the best animal's class
 * @param group the group of that class
 * @param confidence its probability, in 0–1
 */
public record Prediction(String id, String model, String label, String group, double confidence) {
}
