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
			case Meaning.NoneOfThese(),
					Meaning.NotAnAnimal() ->
				throw new RejectedException(Reason.UNKNOWN_LABEL,
						"Only %1$ss can be explained. Send the name of %2$s, or no label for the best one."
							.formatted(vocabulary.subject().words(), vocabulary.subject().withArticle()));
			case Meaning.OtherAnimal(String other) -> throw new RejectedException(Reason.UNKNOWN_LABEL,
					"This model does not know this animal: %s.".formatted(other));
			case Meaning.Unknown(List<String> nearest) -> throw unknown(vocabulary, nearest);
		};
	}

	/**
	 * Rejects a name that the vocabulary does not contain.
	 * @param vocabulary the vocabulary
	 * @param nearest the names with the most similar spelling, nearest first
	 * @return the rejection, which offers these names
	 */
	static RejectedException unknown(Vocabulary vocabulary, List<String> nearest) {
		String offer = nearest.isEmpty() ? "" : " The nearest names are: " + String.join(", ", nearest) + ".";
		return new RejectedException(Reason.UNKNOWN_LABEL,
				"This model knows no %s of this name.%s GET /labels?q= searches all names."
					.formatted(vocabulary.subject().words(), offer),
				nearest);
	}

}
