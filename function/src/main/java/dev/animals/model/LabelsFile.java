package dev.animals.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Subject;

/**
 * Reads {@code labels.tsv}. Each line is a class, in the order of the logits, and its
 * columns are the index, the label, the group, the everyday name and the other names.
 * Columns from the third on may be empty or left out.
 */
public final class LabelsFile {

	/** Limits the memory that the labels take, and the size of the model card. */
	private static final int MOST_CLASSES = 100_000;

	/** Each group is the value of a metric tag, so there must not be many. */
	private static final int MOST_GROUPS = 100;

	private LabelsFile() {
	}

	/**
	 * Reads the classes of a model. A class of the subject without a group gets the name
	 * of the subject as its group. Classes outside the subject lose their group.
	 * @param file the path of the file
	 * @param subject tells which classes belong to it
	 * @return the classes in the order of the logits, of which at least two belong to the
	 * subject. Their labels are unique, and none looks like a verdict.
	 * @throws InvalidModelException if the file is missing or malformed; the message
	 * names the line
	 */
	public static List<ClassLabel> read(Path file, Subject subject) {
		List<String> lines = lines(file);
		List<ClassLabel> classes = new ArrayList<>();
		Set<String> labels = new HashSet<>();
		for (int i = 0; i < lines.size(); i++) {
			ClassLabel each = label(lines.get(i).split("\t", -1), i, subject, file);
			if (!labels.add(each.label())) {
				throw new InvalidModelException("Line %d of the file %s of the model repeats the label '%s'."
					.formatted(i + 1, file, each.label()));
			}
			classes.add(each);
		}
		List<String> groups = classes.stream().map(ClassLabel::group).filter(Objects::nonNull).toList();
		if (groups.size() < 2 || groups.stream().distinct().count() > MOST_GROUPS || classes.size() > MOST_CLASSES) {
			throw new InvalidModelException(("The file %s of the model needs 2 to %d classes of the subject '%s' (%s) "
					+ "in at most %d groups.")
				.formatted(file, MOST_CLASSES, subject.name(), subject.classes(), MOST_GROUPS));
		}
		return List.copyOf(classes);
	}

	private static List<String> lines(Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (IOException ex) {
			throw new InvalidModelException("Cannot read the file %s of the model as UTF-8 text.".formatted(file), ex);
		}
	}

	private static ClassLabel label(String[] columns, int index, Subject subject, Path file) {
		if (columns.length < 2 || !columns[0].equals(String.valueOf(index)) || columns[1].isBlank()) {
			throw new InvalidModelException(
					"Line %d of the file %s of the model must be the index %d, a tab and the label of a class."
						.formatted(index + 1, file, index));
		}
		if (columns[1].equals(subject.name()) || columns[1].startsWith("not_")) {
			throw new InvalidModelException(
					"Line %d of the file %s of the model has the label '%s', which must not be a verdict."
						.formatted(index + 1, file, columns[1]));
		}
		@Nullable String group = (columns.length < 3 || columns[2].isEmpty()) ? null : columns[2];
		if (!subject.includes(index, group != null)) {
			group = null;
		}
		else if (group == null) {
			group = subject.name();
		}
		if (columns.length < 5 || columns[3].isEmpty()) {
			return new ClassLabel(columns[1], group);
		}
		List<String> otherNames = columns[4].isEmpty() ? List.of() : List.of(columns[4].split("; "));
		return new ClassLabel(columns[1], group, columns[3], otherNames);
	}

}
