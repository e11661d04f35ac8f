package dev.animals.classification;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SubjectTests {

	private static final Subject ROAD_SIGN = new Subject("road_sign", "0-2, 7");

	@Test
	void appearsInVerdicts() {
		assertThat(Verdict.values()).extracting((verdict) -> verdict.of(ROAD_SIGN))
			.containsExactly("road_sign", "not_road_sign", "unknown");
		assertThat(Verdict.values()).extracting((verdict) -> verdict.of(Subject.ANIMAL))
			.containsExactly("animal", "not_animal", "unknown");
	}

	@Test
	void appearsInSentences() {
		assertThat(Subject.ANIMAL.withArticle()).isEqualTo("an animal");
		assertThat(ROAD_SIGN.withArticle()).isEqualTo("a road sign");
	}

	@ParameterizedTest
	@CsvSource({ "0, true", "2, true", "3, false", "6, false", "7, true", "8, false" })
	void includesTheClassesInItsRanges(int index, boolean included) {
		assertThat(ROAD_SIGN.includes(index, false)).isEqualTo(included);
	}

	@Test
	void includesAllClassesOrThoseWithAGroup() {
		assertThat(new Subject("flower", Subject.ALL).includes(5, false)).isTrue();
		assertThat(Subject.ANIMAL.includes(5, true)).isTrue();
		assertThat(Subject.ANIMAL.includes(5, false)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Flower", "unknown", "not_flower", "a b", "flower\"",
			"an_animal_whose_name_is_far_too_long" })
	void rejectsNamesThatAreNotNouns(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Subject(name, Subject.ALL))
			.withMessageContaining("it is '" + name + "'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "some", "1-", "1,,2", "1-2-3", "12345678" })
	void rejectsClassesThatAreNotRanges(String classes) {
		assertThatIllegalArgumentException().isThrownBy(() -> new Subject("flower", classes))
			.withMessageContaining("they are '" + classes + "'");
	}

}
