package dev.animals.photos;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The table of photos and labels; {@link Photos} describes its format.
 */
final class LabelsTable {

	private LabelsTable() {
	}

	/**
	 * Reads the lines of a table.
	 * @param lines the lines, with comments
	 * @param source the table's name in messages
	 * @param locator finds the photos
	 * @return the photos in the order of the lines
	 * @throws InvalidPhotosException if a line cannot be understood, or a photo is
	 * missing or labelled twice
	 */
	static List<LabelledPhoto> parse(Stream<String> lines, String source, Locator locator) {
		List<LabelledPhoto> photos = new ArrayList<>();
		Set<String> names = new TreeSet<>();
		lines.filter((line) -> !line.isBlank() && !line.startsWith("#")).forEach((line) -> {
			String[] columns = line.split("\t", -1);
			List<String> labels = (columns.length < 2) ? List.of() : labels(columns[1]);
			if (columns[0].isBlank() || labels.isEmpty() || labels.contains("")) {
				throw new InvalidPhotosException(
						"Each line of %s needs a file, a tab and at least one label: \"%s\".".formatted(source, line));
			}
			if (labels.size() > 1 && labels.stream()
				.anyMatch((label) -> label.startsWith(LabelledPhoto.NOT) || label.equals(LabelledPhoto.ANIMAL))) {
				throw new InvalidPhotosException("%s gives %s the label %s or %s and another one beside it."
					.formatted(source, columns[0], LabelledPhoto.NOT_ANIMAL, LabelledPhoto.ANIMAL));
			}
			if (!names.add(columns[0])) {
				throw new InvalidPhotosException("%s labels %s twice.".formatted(source, columns[0]));
			}
			photos.add(new LabelledPhoto(columns[0], labels, locator.locate(columns[0])));
		});
		return List.copyOf(photos);
	}

	private static List<String> labels(String column) {
		return Stream.of(column.split(",", -1)).map(String::strip).toList();
	}

	/** Finds a photo by its name in the table. */
	interface Locator {

		URL locate(String name);

	}

}
