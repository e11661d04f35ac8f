package dev.animals.classification;

/**
 * An animal that the photo may show.
 *
 * @param label its class
 * @param group the group that the class belongs to
 * @param confidence the class's probability among all of the network's classes, in 0–1
 */
public record Candidate(String label, String group, double confidence) {
}
