package dev.animals.classification;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A class of the network.
 *
 * @param label the identifier, unique among the classes of the model
 * @param group the group of animals that the class belongs to, which is the name of the
 * {@link Subject} if the model has no groups; null if the class is not an animal
 * @param name the everyday name, unique among the animals of the model
 * @param otherNames synonyms, and general words that mean other classes as well
 */
public record ClassLabel(String label, @Nullable String group, String name, List<String> otherNames) {

	/**
	 * Creates a class whose label is its only name.
	 * @param label the identifier
	 * @param group the group of animals; null if the class is not an animal
	 */
	public ClassLabel(String label, @Nullable String group) {
		this(label, group, label, List.of());
	}

	/**
	 * Returns whether this class is an animal.
	 * @return whether it has a group
	 */
	public boolean isAnimal() {
		return this.group != null;
	}

	/**
	 * Returns all names that mean this class.
	 * @return the label, the everyday name, the group and the other names, each once
	 */
	public List<String> names() {
		return Stream
			.concat(Stream.of(this.label, this.name),
					Stream.concat(Stream.ofNullable(this.group), this.otherNames.stream()))
			.distinct()
			.toList();
	}

}
