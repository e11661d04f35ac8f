package dev.animals.calibration;

import java.net.MalformedURLException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Subject;
import dev.animals.photos.InvalidPhotosException;
import dev.animals.photos.LabelledPhoto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CalibrationPhotosTests {

	private static final List<ClassLabel> CLASSES = List.of(new ClassLabel("koala", "marsupial"),
			new ClassLabel("tabby", "cat"), new ClassLabel("teapot", null));

	private final List<LabelledPhoto> photos = new ArrayList<>();

	@BeforeEach
	void addTwentyOfEach() {
		for (int i = 10; i < 30; i++) {
			add("zoo/animal" + i + ".webp", "0", "tabby");
			add("yard/thing" + i + ".png", "not_animal");
		}
	}

	@Test
	void findsClassesByNameAndByIndex() {
		assertThat(sort().animals()).hasSize(20)
			.first()
			.satisfies((animal) -> assertThat(animal.photo().name()).isEqualTo("zoo/animal10.webp"))
			.satisfies((animal) -> assertThat(animal.accepted()).containsExactly(0, 1));
	}

	@Test
	void putsAnimalsWithoutAClassAfterThoseWithOne() {
		this.photos.addFirst(photo("zoo/yeti.jpg", "animal"));
		assertThat(sort().animals()).hasSize(21)
			.last()
			.isEqualTo(new CalibrationPhoto(this.photos.getFirst(), Set.of()));
	}

	@Test
	void takesNotAnimalForAPhotoWithoutAnAnimalInAnyFolder() {
		add("zoo/fence.jpg", "not_animal");
		assertThat(sort().other()).hasSize(21).allSatisfy((photo) -> assertThat(photo.accepted()).isEmpty());
	}

	@Test
	void doesWithoutHeldOutPhotos() {
		assertThat(sort().heldOutAnimals()).isEmpty();
		assertThat(sort().heldOutOther()).isEmpty();
	}

	@Test
	void fitsNothingToHeldOutPhotos() {
		add("held-out/koala.jpg", "koala");
		add("held-out/cup.jpg", "not_animal");
		CalibrationPhotos sorted = sort();
		assertThat(sorted.animals()).hasSize(20);
		assertThat(sorted.other()).hasSize(20);
		assertThat(sorted.heldOutAnimals()).extracting((photo) -> photo.photo().name())
			.containsExactly("held-out/koala.jpg");
		assertThat(sorted.heldOutOther()).extracting((photo) -> photo.photo().name())
			.containsExactly("held-out/cup.jpg");
	}

	@Test
	void needsNoOtherPhotosIfEveryClassIsAnAnimal() {
		this.photos.removeIf((photo) -> !photo.showsAnimal());
		assertThat(CalibrationPhotos.of(this.photos, CLASSES.subList(0, 2), Subject.ANIMAL).other()).isEmpty();
	}

	@Test
	void takesTheLabelsOfAnotherSubject() {
		Subject pet = new Subject("pet", "0-1");
		CalibrationPhoto cage = CalibrationPhoto.of(photo("cage.jpg", "not_pet"), CLASSES, pet);
		assertThat(cage.accepted()).isEmpty();
		assertThat(cage.photo().showsAnimal()).isFalse();
		assertThat(CalibrationPhoto.of(photo("hamster.jpg", "pet"), CLASSES, pet).photo().showsAnimal()).isTrue();
		assertThatExceptionOfType(InvalidPhotosException.class)
			.isThrownBy(() -> CalibrationPhoto.of(photo("cage.jpg", "not_animal"), CLASSES, pet))
			.withMessageContaining("the label of a photo without a pet is not_pet");
	}

	@Nested
	class Failures {

		@Test
		void rejectsAClassThatTheModelDoesNotName() {
			assertThatLabelIsRejected("yeti");
		}

		@Test
		void rejectsAnIndexThatTheModelDoesNotHave() {
			assertThatLabelIsRejected("3");
		}

		@Test
		void rejectsAClassThatIsNotAnAnimal() {
			assertThatLabelIsRejected("teapot");
			assertThatLabelIsRejected("2");
		}

		@Test
		void rejectsTooFewPhotosWithoutAnAnimal() {
			CalibrationPhotosTests.this.photos.removeLast();
			assertThatRejected("at least 20 photos of animals with a class", "there are 20 and 19");
		}

		@Test
		void rejectsTooFewPhotosOfAnimals() {
			CalibrationPhotosTests.this.photos.removeFirst();
			add("zoo/yeti.jpg", "animal");
			add("held-out/koala.jpg", "koala");
			assertThatRejected("20 photos labelled not_animal", "there are 19 and 20");
		}

		private void assertThatLabelIsRejected(String label) {
			CalibrationPhotosTests.this.photos.set(0, photo("zoo/animal10.webp", label));
			assertThatRejected("The label \"" + label + "\" of zoo/animal10.webp is neither");
		}

		private void assertThatRejected(String... message) {
			assertThatExceptionOfType(InvalidPhotosException.class).isThrownBy(CalibrationPhotosTests.this::sort)
				.satisfies((ex) -> assertThat(ex.getMessage()).contains(message).doesNotContain("\n"));
		}

	}

	private CalibrationPhotos sort() {
		return CalibrationPhotos.of(this.photos, CLASSES, Subject.ANIMAL);
	}

	private void add(String name, String... labels) {
		this.photos.add(photo(name, labels));
	}

	private static LabelledPhoto photo(String name, String... labels) {
		try {
			return new LabelledPhoto(name, List.of(labels), Path.of(name).toUri().toURL());
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
