package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.animals.classification.ClassLabel;

/**
 * A folder of photos: each set is a folder in it. The labels name animals. Every other
 * picture beside these shows an animal too, one that the network has no class for: its
 * label is always wrong, and yet it is an animal. Every picture in {@value #OTHER} shows
 * none, and so does every one in {@value #HELD_OUT}, which nothing is fitted to and which
 * may be missing.
 *
 * @param animals the labelled ones in the order of the labels, then the others by name
 * @param other those without an animal, by name
 * @param heldOut further ones without an animal, by name
 */
record LabelledPhotos(List<Photo> animals, List<Photo> other, List<Photo> heldOut) {

	static final String OTHER = "other";

	static final String HELD_OUT = "held-out";

	/** Fewer leave a fold of the cross-validation with hardly any. */
	private static final int FEWEST = 20;

	/**
	 * Finds the photos.
	 * @param directory the folder
	 * @param labels a table whose columns, parted by tabs, are the set, the file's name
	 * without its suffix and the indices, parted by commas, of the classes that count as
	 * right; lines that begin with # are comments
	 * @param classes what indices stand for
	 * @return the photos, at least {@value #FEWEST} with and as many without an animal
	 * @throws BadInputException if something is missing or cannot be understood
	 */
	static LabelledPhotos find(Path directory, Path labels, List<ClassLabel> classes) {
		if (!Files.isDirectory(directory)) {
			throw new BadInputException("PHOTOS must name a folder, and %s is none.".formatted(directory));
		}
		List<Photo> animals = new ArrayList<>();
		Set<Path> seen = new TreeSet<>();
		for (String line : lines(labels)) {
			if (!line.isBlank() && !line.startsWith("#")) {
				Photo photo = labelled(directory, line, classes);
				if (!seen.add(photo.file())) {
					throw new BadInputException("%s labels %s twice.".formatted(labels, photo.file()));
				}
				animals.add(photo);
			}
		}
		if (animals.stream().anyMatch((animal) -> animal.set().equals(OTHER) || animal.set().equals(HELD_OUT))) {
			throw new BadInputException("%s labels pictures in %s or %s, where none may show an animal."
				.formatted(labels, OTHER, HELD_OUT));
		}
		int labelled = animals.size();
		animals.stream()
			.map(Photo::set)
			.distinct()
			.toList()
			.forEach((set) -> pictures(directory, set).stream()
				.filter((photo) -> !seen.contains(photo.file()))
				.forEach(animals::add));
		List<Photo> other = pictures(directory, OTHER);
		requireEnough(labelled, other.size());
		return new LabelledPhotos(animals, other, pictures(directory, HELD_OUT));
	}

	/**
	 * Checks that there is something to fit to.
	 * @param labelled how many animals are labelled
	 * @param other how many pictures show none
	 * @throws BadInputException if these are too few
	 */
	static void requireEnough(long labelled, long other) {
		if (labelled < FEWEST || other < FEWEST) {
			throw new BadInputException(("To calibrate takes at least %d labelled photos of animals and %d pictures "
					+ "in the folder %s that can be read; there are %d and %d.")
				.formatted(FEWEST, FEWEST, OTHER, labelled, other));
		}
	}

	private static List<String> lines(Path labels) {
		try {
			return Files.readAllLines(labels);
		}
		catch (IOException ex) {
			throw new BadInputException(
					"The labels %s cannot be read as UTF-8 text; LABELS=FILE names others.".formatted(labels));
		}
	}

	private static Photo labelled(Path directory, String line, List<ClassLabel> classes) {
		String[] columns = line.split("\t", -1);
		if (columns.length != 3) {
			throw new BadInputException(
					"A line of the labels needs a set, a name and class indices, parted by tabs: \"%s\"."
						.formatted(line));
		}
		Set<Integer> accepted = new TreeSet<>();
		for (String index : columns[2].split(",", -1)) {
			accepted.add(animal(index.strip(), line, classes));
		}
		return new Photo(columns[0], picture(directory.resolve(columns[0]), columns[1]), accepted);
	}

	private static int animal(String text, String line, List<ClassLabel> classes) {
		int index = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
		if (index < 0 || index >= classes.size() || !classes.get(index).isAnimal()) {
			throw new BadInputException(
					"\"%s\" is not the index of one of the model's animal classes, in the labels' line \"%s\"."
						.formatted(text, line));
		}
		return index;
	}

	private static Path picture(Path folder, String name) {
		List<Path> files = files(folder).stream().filter((file) -> nameOf(file).equals(name)).toList();
		if (files.size() != 1) {
			throw new BadInputException(
					"The labels name %s in %s, where %d files have that name.".formatted(name, folder, files.size()));
		}
		return files.getFirst();
	}

	private static List<Photo> pictures(Path directory, String set) {
		Path folder = directory.resolve(set);
		return files(folder).stream().map((file) -> new Photo(set, file, Set.of())).toList();
	}

	private static String nameOf(Path file) {
		return String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
	}

	private static List<Path> files(Path folder) {
		if (!Files.isDirectory(folder)) {
			return List.of();
		}
		List<Path> files = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Files::isRegularFile)) {
			entries.forEach(files::add);
		}
		catch (IOException ex) {
			throw new BadInputException("The folder %s cannot be read.".formatted(folder));
		}
		return files.stream().sorted().toList();
	}

}
