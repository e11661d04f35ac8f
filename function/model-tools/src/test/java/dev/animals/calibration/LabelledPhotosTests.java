package dev.animals.calibration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.animals.classification.ClassLabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LabelledPhotosTests {

	private static final List<ClassLabel> CLASSES = List.of(new ClassLabel("koala", "marsupial"),
			new ClassLabel("tabby", "cat"), new ClassLabel("teapot", null));

	@TempDir
	Path directory;

	private final StringBuilder labels = new StringBuilder("# set, name, classes\n");

	@BeforeEach
	void makeTwentyOfEach() throws IOException {
		Files.createDirectories(this.directory.resolve("zoo"));
		Files.createDirectories(this.directory.resolve("other"));
		for (int i = 10; i < 30; i++) {
			Files.createFile(this.directory.resolve("zoo/animal" + i + ".webp"));
			Files.createFile(this.directory.resolve("other/thing" + i + ".png"));
			this.labels.append("zoo\tanimal" + i + "\t0,1\n");
		}
	}

	@Test
	void findsWhatTheLabelsNameWhateverItsSuffix() {
		LabelledPhotos photos = find();
		assertThat(photos.animals()).hasSize(20);
		assertThat(photos.animals().getFirst().file()).isEqualTo(this.directory.resolve("zoo/animal10.webp"));
		assertThat(photos.animals().getFirst().accepted()).containsExactly(0, 1);
	}

	@Test
	void takesAPictureBesideLabelledOnesForAnAnimalWithoutClass() throws IOException {
		Path yeti = Files.createFile(this.directory.resolve("zoo/yeti.jpg"));
		assertThat(find().animals()).hasSize(21).last().isEqualTo(new Photo("zoo", yeti, Set.of()));
	}

	@Test
	void takesWhatIsInOtherForNoAnimal() {
		assertThat(find().other()).hasSize(20).allSatisfy((photo) -> assertThat(photo.accepted()).isEmpty());
	}

	@Test
	void doesWithoutAHeldOutSet() {
		assertThat(find().heldOut()).isEmpty();
	}

	@Nested
	class Failures {

		@Test
		void refusesAFolderThatIsNone() {
			assertThatRefused(() -> LabelledPhotos.find(Path.of("nowhere"), Path.of("labels.tsv"), CLASSES),
					"PHOTOS must name a folder, and nowhere is none.");
		}

		@Test
		void refusesMissingLabels() {
			assertThatRefused(
					() -> LabelledPhotos.find(LabelledPhotosTests.this.directory, Path.of("none.tsv"), CLASSES),
					"The labels none.tsv cannot be read as UTF-8 text; LABELS=FILE names others.");
		}

		@Test
		void refusesALineWithoutThreeColumns() {
			assertThatLineIsRefused("zoo animal10 0", "needs a set, a name and class indices");
		}

		@Test
		void refusesAClassThatIsNoNumber() {
			assertThatLineIsRefused("zoo\tanimal10\tkoala", "\"koala\" is not the index");
		}

		@Test
		void refusesAClassThatTheModelLacks() {
			assertThatLineIsRefused("zoo\tanimal10\t3", "\"3\" is not the index");
		}

		@Test
		void refusesAClassThatIsNoAnimal() {
			assertThatLineIsRefused("zoo\tanimal10\t2", "\"2\" is not the index");
		}

		@Test
		void refusesALabelWithoutPhoto() {
			assertThatLineIsRefused("zoo\tyeti\t0", "yeti in", "where 0 files have that name");
		}

		@Test
		void refusesAPhotoThatIsLabelledTwice() {
			assertThatLineIsRefused("zoo\tanimal10\t0", "labels", "animal10.webp twice");
		}

		@Test
		void refusesALabelForAPictureOfNoAnimal() {
			assertThatLineIsRefused("other\tthing10\t0", "labels pictures in other or held-out");
		}

		@Test
		void refusesTooFew() throws IOException {
			Files.delete(LabelledPhotosTests.this.directory.resolve("other/thing10.png"));
			assertThatRefused(LabelledPhotosTests.this::find, "at least 20 labelled photos", "there are 20 and 19");
		}

		private void assertThatLineIsRefused(String line, String... message) {
			LabelledPhotosTests.this.labels.append(line).append('\n');
			assertThatRefused(LabelledPhotosTests.this::find, message);
		}

		private static void assertThatRefused(Runnable find, String... message) {
			assertThatExceptionOfType(BadInputException.class).isThrownBy(find::run)
				.satisfies((ex) -> assertThat(ex.getMessage()).contains(message).doesNotContain("\n"));
		}

	}

	private LabelledPhotos find() {
		try {
			Path file = Files.writeString(this.directory.resolve("labels.tsv"), this.labels);
			return LabelledPhotos.find(this.directory, file, CLASSES);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
