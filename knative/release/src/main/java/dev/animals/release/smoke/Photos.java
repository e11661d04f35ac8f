package dev.animals.release.smoke;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The photos of the smoke set. A table has a line for each photo with known labels: the
 * file name, a tab, and the right labels, separated by commas. For the other photos, only
 * the answers of both revisions are compared.
 *
 * @param files the photos in order
 * @param labels the right labels by file name
 */
public record Photos(List<Path> files, Map<String, Set<String>> labels) {

	/** Copies both. */
	public Photos {
		files = List.copyOf(files);
		labels = Map.copyOf(labels);
	}

	/**
	 * Reads a folder.
	 * @param folder the folder of the photos
	 * @param table the file with the labels, which may be missing
	 * @throws IllegalArgumentException if there is no photo; the message is a sentence
	 * for the user
	 */
	public static Photos read(Path folder, Path table) {
		try (Stream<Path> files = Files.walk(folder)) {
			List<Path> photos = files.filter((file) -> file.toString().matches("(?i).*\\.(jpe?g|png|webp|gif|bmp)"))
				.sorted()
				.toList();
			if (photos.isEmpty()) {
				throw new IllegalArgumentException("There is no photo in %s.".formatted(folder));
			}
			return new Photos(photos, Files.exists(table) ? labels(Files.readAllLines(table)) : Map.of());
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("The smoke set %s cannot be read.".formatted(folder), ex);
		}
	}

	private static Map<String, Set<String>> labels(List<String> lines) {
		Map<String, Set<String>> labels = new HashMap<>();
		for (String line : lines) {
			String[] columns = line.split("\t", -1);
			if (columns.length == 2) {
				labels.put(columns[0], Set.of(columns[1].split(",", -1)));
			}
		}
		return labels;
	}

	Set<String> right(Path photo) {
		return this.labels.getOrDefault(String.valueOf(photo.getFileName()), Set.of());
	}

}
