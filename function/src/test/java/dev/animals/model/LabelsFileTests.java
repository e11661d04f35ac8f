package dev.animals.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LabelsFileTests {

	private static final Subject FLOWER = new Subject("flower", "0-1");

	@TempDir
	Path folder;

	@Test
	void givesClassesWithoutAGroupTheSubjectAsTheirGroup() throws IOException {
		assertThat(read("0\trose\n1\tlily\tlilies\n2\tvase\tthings\n", FLOWER)).containsExactly(
				new ClassLabel("rose", "flower"), new ClassLabel("lily", "lilies"), new ClassLabel("vase", null));
	}

	@Test
	void readsEverydayAndOtherNames() throws IOException {
		assertThat(read("0\tRosa\t\trose\tdog rose; briar\n1\tLilium\t\tlily\t\n", FLOWER)).containsExactly(
				new ClassLabel("Rosa", "flower", "rose", List.of("dog rose", "briar")),
				new ClassLabel("Lilium", "flower", "lily", List.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0\trose\n2\tlily\n", "0\trose\nlily\n", "0\trose\n1\t \n", "0\trose\n\n" })
	void namesALineThatIsNotAClass(String labels) {
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> read(labels, FLOWER))
			.withMessageContaining("Line 2 of the file")
			.withMessageContaining("must be the index 1");
	}

	@Test
	void namesALineThatRepeatsALabel() {
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> read("0\trose\n1\trose\n", FLOWER))
			.withMessageContaining("Line 2 of the file")
			.withMessageContaining("repeats the label 'rose'");
	}

	/** Users could not tell such a label from a verdict. */
	@ParameterizedTest
	@ValueSource(strings = { "flower", "not_flower", "not_a_rose" })
	void namesALineWhoseLabelLooksLikeAVerdict(String label) {
		assertThatExceptionOfType(InvalidModelException.class)
			.isThrownBy(() -> read("0\trose\n1\t" + label + "\n", FLOWER))
			.withMessageContaining("Line 2 of the file")
			.withMessageContaining("must not be a verdict");
	}

	@Test
	void rejectsAModelWithFewerThanTwoClassesOfTheSubject() {
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> read("0\trose\n", FLOWER))
			.withMessageContaining("2 to 100000 classes of the subject 'flower' (0-1)");
	}

	@Test
	void rejectsMoreGroupsThanAMetricTagMayHave() {
		String labels = IntStream.range(0, 101)
			.mapToObj((index) -> "%1$d\tlabel %1$d\tgroup %1$d%n".formatted(index))
			.collect(Collectors.joining());
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> read(labels, Subject.ANIMAL))
			.withMessageContaining("at most 100 groups");
	}

	@Test
	void rejectsAFileThatIsNotText() throws IOException {
		Path file = Files.write(this.folder.resolve("labels.tsv"), new byte[] { (byte) 0xff });
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> LabelsFile.read(file, FLOWER))
			.withMessageContaining("as UTF-8 text");
	}

	private List<ClassLabel> read(String labels, Subject subject) throws IOException {
		return LabelsFile.read(Files.writeString(this.folder.resolve("labels.tsv"), labels), subject);
	}

}
