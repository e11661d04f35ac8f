package dev.animals.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A photo of which is known what it shows.
 *
 * @param file where it is
 * @param label the class that has to be among the best five of an answer
 */
record Photo(Path file, String label) {

	/**
	 * Finds photos.
	 * @param directory where they are
	 * @param labels a table whose columns, parted by a tab, are the file's name and the
	 * label; lines that begin with # are comments
	 * @return them, in the table's order
	 */
	static List<Photo> labelled(Path directory, Path labels) {
		List<Photo> photos = read(labels).lines()
			.filter((line) -> !line.isBlank() && !line.startsWith("#"))
			.map((line) -> line.split("\t"))
			.map((columns) -> {
				Settings.require(columns.length == 2, labels + " needs two columns: a file's name, a tab, its label.");
				return new Photo(directory.resolve(columns[0]), columns[1]);
			})
			.toList();
		Settings.require(!photos.isEmpty(), labels + " labels no photo.");
		return photos;
	}

	String name() {
		return this.file.getFileName().toString();
	}

	String type() {
		String suffix = name().substring(name().lastIndexOf('.') + 1);
		return suffix.equals("jpg") ? "image/jpeg" : "image/" + suffix;
	}

	byte[] bytes() {
		try {
			return Files.readAllBytes(this.file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("PHOTOS needs a table of labels, and this cannot be read: " + file, ex);
		}
	}

}
