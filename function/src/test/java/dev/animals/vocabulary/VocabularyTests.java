package dev.animals.vocabulary;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Subject;

import static org.assertj.core.api.Assertions.assertThat;

class VocabularyTests {

	private static final Meaning.Animals LEMUR = new Meaning.Animals(Set.of("Madagascar cat"));

	private final Vocabulary vocabulary = new Vocabulary(
			List.of(new ClassLabel("Madagascar cat", "monkey and lemur", "ring-tailed lemur", List.of("primate")),
					new ClassLabel("macaque", "monkey and lemur", "macaque", List.of("monkey", "primate")),
					new ClassLabel("grey wolf", "wolf", "grey wolf", List.of("petit brabançon")),
					new ClassLabel("teapot", null), new ClassLabel("mouse", null)),
			Subject.ANIMAL, List.of("mouse", "giraffe", "macaque", "seapot"));

	@ParameterizedTest
	@ValueSource(strings = { "Madagascar cat", "ring-tailed lemur", "RING-TAILED LEMUR", "ring tailed lemur",
			"ringtailedlemur", " the ring-tailed lemurs ", "a Madagascar cat!" })
	void ignoresCapitalsSpacesHyphensArticlesAndThePlural(String word) {
		assertThat(this.vocabulary.meaning(word)).isEqualTo(LEMUR);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gray wolf", "grey wolves", "petit brabancon", "Petit Brabançon" })
	void ignoresAccentsAndAcceptsAmericanSpelling(String word) {
		assertThat(this.vocabulary.meaning(word)).isEqualTo(new Meaning.Animals(Set.of("grey wolf")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "primate", "monkey and lemur" })
	void aGeneralWordOrGroupMeansAllItsClasses(String word) {
		assertThat(this.vocabulary.meaning(word)).isEqualTo(new Meaning.Animals(Set.of("Madagascar cat", "macaque")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "not an animal", "Not an animal.", "no animal", "not_animal" })
	void understandsThatAPhotoShowsNoAnimal(String word) {
		assertThat(this.vocabulary.meaning(word)).isEqualTo(new Meaning.NotAnAnimal());
	}

	@ParameterizedTest
	@ValueSource(strings = { "none of these", "None of them", "something else" })
	void understandsThatNoAnimalOfTheAnswerIsRight(String word) {
		assertThat(this.vocabulary.meaning(word)).isEqualTo(new Meaning.NoneOfThese());
	}

	@ParameterizedTest
	@ValueSource(strings = { "giraffe", "Giraffes", "girafe", "giraf", "giraphe" })
	void recognisesAnAnimalThatTheNetworkDoesNotKnow(String word) {
		assertThat(this.vocabulary.meaning(word)).isEqualTo(new Meaning.OtherAnimal("giraffe"));
	}

	@Test
	void takesAnAmbiguousWordForTheAnimalAndNotForTheThing() {
		assertThat(this.vocabulary.meaning("mouse")).isEqualTo(new Meaning.OtherAnimal("mouse"));
	}

	@Test
	void doesNotTakeAThingForASimilarAnimal() {
		assertThat(this.vocabulary.meaning("teapot")).isEqualTo(new Meaning.Unknown(List.of("not an animal")));
	}

	@Test
	void offersTheNearestNamesForAMisspelledWord() {
		assertThat(this.vocabulary.meaning("ring-tiled lemmur"))
			.isEqualTo(new Meaning.Unknown(List.of("ring-tailed lemur")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?", "x", "zzzzzzz" })
	void offersNothingForWordsThatResembleNothing(String word) {
		assertThat(this.vocabulary.meaning(word)).isEqualTo(new Meaning.Unknown(List.of()));
	}

	@Test
	void aWordOverTheLimitHasNoMeaning() {
		assertThat(this.vocabulary.meaning("macaque" + " ".repeat(Vocabulary.LONGEST_WORD)))
			.isEqualTo(new Meaning.Unknown(List.of()));
	}

	@Test
	void suggestsAClassByTheBeginningOfAnyOfItsNames() {
		Suggestion lemur = new Suggestion("ring-tailed lemur", Suggestion.Kind.CLASS, "Madagascar cat",
				List.of("Madagascar cat"));
		assertThat(this.vocabulary.suggest("mada", 1)).containsExactly(lemur);
	}

	@Test
	void suggestsAClassByTheBeginningOfAWordInItsName() {
		assertThat(this.vocabulary.suggest("lem", 3)).extracting(Suggestion::name)
			.containsExactlyInAnyOrder("ring-tailed lemur", "monkey and lemur");
	}

	@Test
	void suggestsTheExactNameFirst() {
		assertThat(this.vocabulary.suggest("monkey", 1)).extracting(Suggestion::match).containsExactly("monkey");
	}

	@Test
	void suggestsAGeneralWordWithItsClasses() {
		assertThat(this.vocabulary.suggest("primates", 1)).containsExactly(
				new Suggestion("primate", Suggestion.Kind.GROUP, "primate", List.of("Madagascar cat", "macaque")));
	}

	@Test
	void suggestsThePhrasesWithoutAnAnimal() {
		assertThat(this.vocabulary.suggest("not", 1)).extracting(Suggestion::name).containsExactly("not an animal");
		assertThat(this.vocabulary.suggest("none", 1)).extracting(Suggestion::name).containsExactly("none of these");
	}

	@Test
	void suggestsTheBroadestNamesForAnEmptyQuery() {
		assertThat(this.vocabulary.suggest("", 9)).extracting(Suggestion::name)
			.containsExactly("not an animal", "none of these", "monkey and lemur", "grey wolf");
	}

}
