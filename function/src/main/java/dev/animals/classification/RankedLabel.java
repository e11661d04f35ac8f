package dev.animals.classification;

/**
 * An animal in the ranking of a photo.
 *
 * @param label the label of the class
 * @param name the everyday name of the class
 * @param group the group of animals that the class belongs to
 * @param confidence the probability of the class among all classes of the network, from 0
 * to 1
 */
public record RankedLabel(String label, String name, String group, double confidence) {
}
