package dev.animals.event;

import java.util.List;
import java.util.Set;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;
import dev.animals.vocabulary.Meaning;
import dev.animals.vocabulary.Vocabulary;

/**
 * Finds the classes that a person means, and rejects names without a class.
 */
final class ClassNames {

	private ClassNames() {
	}

	/**
	 * Returns the classes that a name means.
	 * @param vocabulary tells what a person means by a name
	 * @param name the name of an animal or of a group
	 * @return the labels of the classes, at least one
	 * @throws RejectedException as {@link Reason#UNKNOWN_LABEL} if the name means no
	 * class
	 */
	static Set<String> labels(Vocabulary vocabulary, String name) {
		return switch (vocabulary.meaning(name)) {
			case Meaning.Animals(Set<String> labels) -> labels;
			case Meaning.NoneOfThese(), Meaning.NotAnAnimal() -> throw new RejectedException(Reason.UNKNOWN_LABEL,
					"Only animals can be explained. Send the name of an animal, or no label for the best one.");
			case Meaning.OtherAnimal(String other) -> throw new RejectedException(Reason.UNKNOWN_LABEL,
					"This model does not know this animal: %s.".formatted(other));
			case Meaning.Unknown(List<String> nearest) -> throw unknown(nearest);
		};
	}

	/**
	 * Rejects a name that the vocabulary does not contain.
	 * @param nearest the names with the most similar spelling, nearest first
	 * @return the rejection, which offers these names
	 */
	static RejectedException unknown(List<String> nearest) {
		String offer = nearest.isEmpty() ? "" : " The nearest names are: " + String.join(", ", nearest) + ".";
		return new RejectedException(Reason.UNKNOWN_LABEL,
				"This model knows no animal of this name.%s GET /labels?q= searches all names.".formatted(offer),
				nearest);
	}

}
