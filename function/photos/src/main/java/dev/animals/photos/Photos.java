package dev.animals.photos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads folders of labelled photos.
 * <p>
 * Such a folder has a file {@value #LABELS}. Each of its lines has at least two columns,
 * separated by tabs: the path of a photo relative to the folder, and the labels that
 * count as right, separated by commas. A label is the name of one of the model's classes
 * ({@code koala}), its index ({@code 105}), {@value LabelledPhoto#NOT_ANIMAL} for a photo
 * without an animal, or {@value LabelledPhoto#ANIMAL} for an animal that the model has no
 * class for. Further columns, such as author and licence, are for people. Lines that
 * start with {@code #} are comments.
 */
public final class Photos {

	private static final String LABELS = "labels.tsv";

	private Photos() {
	}

	/**
	 * Returns the repository's own photos.
	 * @return twelve photos of animals in the order of their names
	 */
	public static List<LabelledPhoto> shipped() {
		try (var in = resource(LABELS).openStream()) {
			String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
			return parse(text.lines(), LABELS, Photos::resource);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads a folder of labelled photos.
	 * @param folder the folder
	 * @return its photos in the order of {@value #LABELS}
	 * @throws InvalidPhotosException if the folder has no {@value #LABELS}, a line of it
	 * cannot be understood, or a photo is missing or labelled twice
	 */
	public static List<LabelledPhoto> in(Path folder) {
		return in(folder, folder.resolve(LABELS));
	}

	/**
	 * Reads a folder of labelled photos whose labels are somewhere else.
	 * @param folder the folder
	 * @param labels a file in the format of {@value #LABELS}
	 * @return its photos in the order of the labels
	 * @throws InvalidPhotosException as {@link #in(Path)}
	 */
	public static List<LabelledPhoto> in(Path folder, Path labels) {
		if (!Files.isDirectory(folder)) {
			throw new InvalidPhotosException("PHOTOS must name a folder, and %s is not one.".formatted(folder));
		}
		try (Stream<String> lines = Files.lines(labels)) {
			return parse(lines, labels.toString(), (name) -> location(folder, name, labels));
		}
		catch (IOException | UncheckedIOException ex) {
			throw new InvalidPhotosException("The labels %s cannot be read as UTF-8 text.".formatted(labels));
		}
	}

	/**
	 * Reads one of the repository's own photos.
	 * @param name its file name
	 * @return the bytes of the encoded image
	 */
	public static byte[] read(String name) {
		return new LabelledPhoto(name, List.of(), resource(name)).bytes();
	}

	/**
	 * Reads the koala that most tests classify.
	 * @return a JPEG of 0.8 megapixels
	 */
	public static byte[] koala() {
		return read("koala.jpg");
	}

	private static List<LabelledPhoto> parse(Stream<String> lines, String source, Locator locator) {
		List<LabelledPhoto> photos = new ArrayList<>();
		Set<String> names = new TreeSet<>();
		lines.filter((line) -> !line.isBlank() && !line.startsWith("#")).forEach((line) -> {
			String[] columns = line.split("\t", -1);
			if (columns.length < 2 || columns[1].isBlank()) {
				throw new InvalidPhotosException(
						"Each line of %s needs a file, a tab and at least one label: \"%s\".".formatted(source, line));
			}
			if (!names.add(columns[0])) {
				throw new InvalidPhotosException("%s labels %s twice.".formatted(source, columns[0]));
			}
			List<String> labels = Stream.of(columns[1].split(",", -1)).map(String::strip).toList();
			photos.add(new LabelledPhoto(columns[0], labels, locator.locate(columns[0])));
		});
		return List.copyOf(photos);
	}

	private static URL resource(String name) {
		return Objects.requireNonNull(Photos.class.getResource("/photos/" + name), name);
	}

	private static URL location(Path folder, String name, Path labels) {
		Path file = folder.resolve(name);
		if (!Files.isRegularFile(file)) {
			throw new InvalidPhotosException("%s labels %s, which is not a file.".formatted(labels, file));
		}
		try {
			return file.toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Finds a photo by its name in the labels. */
	private interface Locator {

		URL locate(String name);

	}

}
