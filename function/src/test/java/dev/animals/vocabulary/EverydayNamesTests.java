package dev.animals.vocabulary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Subject;
import dev.animals.model.ModelFolder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The vocabulary of this repository's models understands the names that people type.
 */
class EverydayNamesTests {

	private static final List<ClassLabel> CLASSES = ModelFolder.open(Path.of("model/lite0")).labels();

	private static final Vocabulary VOCABULARY = Vocabulary.of(CLASSES, Subject.ANIMAL);

	@ParameterizedTest
	@MethodSource("typedNames")
	void understandsWhatAPersonTypes(String typed, String wanted) {
		switch (VOCABULARY.meaning(typed)) {
			case Meaning.Animals animals -> assertThat(animals.labels()).contains(wanted);
			case Meaning.OtherAnimal other -> assertThat("other " + other.name()).isEqualTo(wanted);
			case Meaning.Unknown _ ->
				assertThat("first " + VOCABULARY.suggest(typed, 1).getFirst().name()).isEqualTo(wanted);
			case Meaning.NotAnAnimal _, Meaning.NoneOfThese _ -> assertThat(typed).isEqualTo(wanted);
		}
	}

	static List<String[]> typedNames() throws IOException {
		return Files.readAllLines(Path.of("src/test/resources/everyday-names.tsv"))
			.stream()
			.filter((line) -> !line.startsWith("#"))
			.map((line) -> line.split("\t", -1))
			.toList();
	}

	@Test
	void acceptsNoThingThatTheNetworkKnows() {
		List<String> animalToo = List.of("crane", "cardigan", "amphibian");
		assertThat(CLASSES).filteredOn((label) -> !label.isAnimal() && !animalToo.contains(label.name()))
			.hasSize(599)
			.noneMatch((thing) -> VOCABULARY.meaning(thing.name()) instanceof Meaning.Animals);
	}

	@ParameterizedTest
	@ValueSource(strings = { "computer mouse", "table", "car", "phone", "tree", "flower", "shirt", "house", "book",
			"bottle", "camera", "jacket", "sponge", "grass", "dining table", "sweater", "tail", "zoo", "leather" })
	void acceptsNoOtherThing(String thing) {
		assertThat(VOCABULARY.meaning(thing)).isInstanceOf(Meaning.Unknown.class);
	}

	@Test
	void everyNameOfAClassMeansTheClass() {
		assertThat(CLASSES).filteredOn(ClassLabel::isAnimal)
			.allSatisfy((animal) -> assertThat(animal.names())
				.allSatisfy((name) -> assertThat(VOCABULARY.meaning(name)).isInstanceOfSatisfying(Meaning.Animals.class,
						(animals) -> assertThat(animals.labels()).contains(animal.label()))));
	}

	@Test
	void aLabelAndAnEverydayNameMeanOneClassUnlessTheNameIsAlsoAGeneralWord() {
		List<String> generalToo = List.of("drake", "ram");
		assertThat(CLASSES).filteredOn((label) -> label.isAnimal() && !generalToo.contains(label.label()))
			.allSatisfy((animal) -> {
				Meaning.Animals itself = new Meaning.Animals(Set.of(animal.label()));
				assertThat(VOCABULARY.meaning(animal.label())).isEqualTo(itself);
				assertThat(VOCABULARY.meaning(animal.name())).isEqualTo(itself);
			});
	}

	@Test
	void bothModelsHaveTheSameNames() {
		assertThat(ModelFolder.open(Path.of("model/lite2")).labels()).isEqualTo(CLASSES);
	}

}
