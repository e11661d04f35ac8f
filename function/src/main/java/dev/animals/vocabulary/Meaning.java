package dev.animals.vocabulary;

import java.util.List;
import java.util.Set;

/**
 * The meaning of a word with which a person describes a photo.
 */
public sealed interface Meaning {

	/**
	 * Animals that the network knows.
	 *
	 * @param labels the labels of the classes, never empty; a general word such as "bird"
	 * means many
	 */
	record Animals(Set<String> labels) implements Meaning {
	}

	/** The photo shows no animal. */
	record NotAnAnimal() implements Meaning {
	}

	/** The photo shows none of the animals in the answer. */
	record NoneOfThese() implements Meaning {
	}

	/**
	 * An animal for which the network has no class.
	 *
	 * @param name the name of the animal
	 */
	record OtherAnimal(String name) implements Meaning {
	}

	/**
	 * A word that the vocabulary does not contain.
	 *
	 * @param nearest the names with the most similar spelling, nearest first, possibly
	 * empty
	 */
	record Unknown(List<String> nearest) implements Meaning {
	}

}
