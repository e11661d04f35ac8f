package dev.animals.classification;

import org.jspecify.annotations.Nullable;

/**
 * A class of the network.
 *
 * @param name the everyday name, unique among the classes of the model
 * @param group the group of animals that the class belongs to; null if the class is not
 * an animal
 */
public record ClassLabel(String name, @Nullable String group) {

	/**
	 * Returns whether this class is an animal.
	 * @return whether it has a group
	 */
	public boolean isAnimal() {
		return this.group != null;
	}

}
