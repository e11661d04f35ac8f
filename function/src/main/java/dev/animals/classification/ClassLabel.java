package dev.animals.classification;

import org.jspecify.annotations.Nullable;

/**
 * A class that the network knows.
 *
 * @param name what people call it; unique among the model's classes
 * @param group the group of animals that it belongs to, or null where it is no animal
 */
public record ClassLabel(String name, @Nullable String group) {

	/**
	 * Says whether this class is an animal.
	 * @return whether it has a group
	 */
	public boolean isAnimal() {
		return this.group != null;
	}

}
