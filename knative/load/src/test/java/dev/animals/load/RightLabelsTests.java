package dev.animals.load;

import java.util.List;
import java.util.Objects;

import dev.animals.photos.LabelledPhoto;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RightLabelsTests {

	@Test
	void keepsNamesWithoutAskingForClasses() {
		assertThat(resolve(photo("cock", "hen"))).containsExactly(List.of("cock", "hen"));
	}

	@Test
	void replacesIndicesByNames() {
		List<LabelledPhoto> photos = RightLabels.resolve(List.of(photo("7", "hen")), (index) -> "class " + index);
		assertThat(photos).extracting(LabelledPhoto::labels).containsExactly(List.of("class 7", "hen"));
	}

	@Test
	void leavesOutPhotosForWhichNoClassIsRight() {
		assertThat(resolve(photo("not_animal"), photo("koala"), photo("animal"))).containsExactly(List.of("koala"));
	}

	@Test
	void rejectsAFolderInWhichNoClassIsRight() {
		assertThatIllegalArgumentException().isThrownBy(() -> resolve(photo("animal")))
			.withMessageContaining("No photo in PHOTOS");
	}

	@Test
	void acceptsAnyRightLabelAmongTheBest() {
		assertThat(Mode.isRight(photo("cock", "Geoffroy's cat")))
			.isEqualTo("label == 'cock' || label == 'Geoffroy\\'s cat'");
	}

	private static List<List<String>> resolve(LabelledPhoto... photos) {
		return RightLabels.resolve(List.of(photos), (index) -> {
			throw new AssertionError("no index was given");
		}).stream().map(LabelledPhoto::labels).toList();
	}

	private static LabelledPhoto photo(String... labels) {
		return new LabelledPhoto("photo.jpg", List.of(labels),
				Objects.requireNonNull(RightLabels.class.getResource("/photos/koala.jpg")));
	}

}
