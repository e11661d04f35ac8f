package dev.animals.photos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PhotosTests {

	@TempDir
	private Path folder;

	@Test
	void everyShippedPhotoCanBeRead() {
		assertThat(Photos.shipped()).hasSize(12).allSatisfy((photo) -> assertThat(photo.bytes()).isNotEmpty());
	}

	@Test
	void everyShippedPhotoNamesItsAuthorLicenceSourceAndChanges() throws IOException {
		assertThat(Files.readAllLines(Path.of("labels.tsv")))
			.allSatisfy((line) -> assertThat(line.split("\t", -1)).hasSize(6)
				.allSatisfy((cell) -> assertThat(cell).isNotBlank()));
	}

	@Test
	void everyPhotoInTheFolderIsShipped() throws IOException {
		try (var files = Files.list(Path.of("."))) {
			assertThat(files.map((file) -> String.valueOf(file.getFileName()))
				.filter((name) -> name.matches(".*\\.(jpg|png|webp)")))
				.containsExactlyInAnyOrderElementsOf(Photos.shipped().stream().map(LabelledPhoto::name).toList());
		}
	}

	@Test
	void readsFilesAndTheirLabelsAndIgnoresFurtherColumns() throws IOException {
		write("cats/tom.jpg");
		write("cup.png");
		labels("# comment\n\ncats/tom.jpg\ttabby, Egyptian cat\tsomebody\ncup.png\tnot_animal\n");
		List<LabelledPhoto> photos = Photos.in(this.folder);
		assertThat(photos).extracting(LabelledPhoto::name).containsExactly("cats/tom.jpg", "cup.png");
		assertThat(photos).extracting(LabelledPhoto::folder).containsExactly("cats", "");
		assertThat(photos.getFirst().labels()).containsExactly("tabby", "Egyptian cat");
		assertThat(photos.getFirst().bytes()).asString().isEqualTo("cats/tom.jpg");
	}

	@Test
	void readsLabelsFromTheFileThatLabelsNames() throws IOException {
		write("koala.jpg");
		Path elsewhere = Files.writeString(this.folder.resolve("others.tsv"), "koala.jpg\t105\n");
		assertThat(Photos.in(this.folder.toString(), elsewhere.toString())).singleElement()
			.extracting(LabelledPhoto::labels)
			.isEqualTo(List.of("105"));
	}

	@Test
	void readsTheFoldersOwnLabelsIfLabelsIsBlank() throws IOException {
		write("koala.jpg");
		labels("koala.jpg\tkoala\n");
		assertThat(Photos.in(this.folder.toString(), "")).singleElement()
			.extracting(LabelledPhoto::labels)
			.isEqualTo(List.of("koala"));
	}

	@Test
	void ignoresFilesThatNoLineNames() throws IOException {
		write("koala.jpg");
		write("notes.txt");
		labels("koala.jpg\tkoala\n");
		assertThat(Photos.in(this.folder)).hasSize(1);
	}

	@Test
	void tellsPhotosOfAnimalsFromOthers() throws IOException {
		write("koala.jpg");
		write("yeti.png");
		write("cup.webp");
		labels("koala.jpg\tkoala\nyeti.png\tanimal\ncup.webp\tnot_animal\n");
		assertThat(Photos.in(this.folder)).extracting(LabelledPhoto::showsAnimal).containsExactly(true, true, false);
	}

	@Test
	void rejectsALineWithoutLabels() throws IOException {
		labels("koala.jpg\n");
		rejects("needs a file, a tab and at least one label: \"koala.jpg\"");
	}

	@Test
	void rejectsAnEmptyLabelAmongOthers() throws IOException {
		labels("koala.jpg\tkoala,\n");
		rejects("needs a file, a tab and at least one label: \"koala.jpg\tkoala,\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "not_animal", "animal" })
	void rejectsASpecialLabelBesideAnother(String label) throws IOException {
		write("koala.jpg");
		labels("koala.jpg\tkoala, " + label + "\n");
		rejects("gives koala.jpg the label not_animal or animal and another one beside it");
	}

	@Test
	void rejectsAMissingPhoto() throws IOException {
		labels("koala.jpg\tkoala\n");
		rejects("which is not a file");
	}

	@Test
	void rejectsAPhotoThatIsLabelledTwice() throws IOException {
		write("koala.jpg");
		labels("koala.jpg\tkoala\nkoala.jpg\tindri\n");
		rejects("labels koala.jpg twice");
	}

	@Test
	void rejectsAFolderWithoutLabels() {
		rejects("labels.tsv cannot be read as UTF-8 text; LABELS=FILE names another file.");
	}

	@Test
	void asksForAFolderIfPhotosIsBlank() {
		assertThatExceptionOfType(InvalidPhotosException.class).isThrownBy(() -> Photos.in("", ""))
			.withMessageStartingWith("Name a folder of labelled photos with PHOTOS=DIR;");
	}

	@Test
	void rejectsAPathThatIsNotAFolder() {
		assertThatExceptionOfType(InvalidPhotosException.class).isThrownBy(() -> Photos.in(Path.of("labels.tsv")))
			.withMessage("PHOTOS must name a folder, and labels.tsv is not one.");
	}

	private void rejects(String message) {
		assertThatExceptionOfType(InvalidPhotosException.class).isThrownBy(() -> Photos.in(this.folder))
			.withMessageContaining(message)
			.withMessageNotContaining("\n");
	}

	private void write(String name) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, name);
	}

	private void labels(String text) throws IOException {
		Files.writeString(this.folder.resolve("labels.tsv"), text);
	}

}
