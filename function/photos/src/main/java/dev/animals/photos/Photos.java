package dev.animals.photos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads folders of labelled photos.
 * <p>
 * Such a folder has a file {@value #LABELS}. Each of its lines has at least two columns,
 * separated by tabs: the path of a photo relative to the folder, and the labels that
 * count as right, separated by commas. A label is the name of one of the model's classes
 * ({@code koala}), its index ({@code 105}), {@value LabelledPhoto#NOT_ANIMAL} for a photo
 * without an animal, or {@value LabelledPhoto#ANIMAL} for an animal that the model has no
 * class for; either of the last two must be the photo's only label. Further columns, such
 * as author and licence, are ignored. Lines that start with {@code #} are comments. Files
 * that no line names are ignored. {@code docs/reference/photo-folders.md} describes the
 * format for users.
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
			return LabelsTable.parse(text.lines(), LABELS, Photos::resource);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Reads the photos that the settings {@code PHOTOS} and {@code LABELS} name.
	 * @param folder the value of {@code PHOTOS}, a folder
	 * @param labels the value of {@code LABELS}; if it is blank, the labels are the
	 * folder's {@value #LABELS}
	 * @return the photos in the order of the labels
	 * @throws InvalidPhotosException if {@code folder} is blank, and as
	 * {@link #in(Path, Path)}
	 */
	public static List<LabelledPhoto> in(String folder, String labels) {
		if (folder.isBlank()) {
			throw new InvalidPhotosException("Name a folder of labelled photos with PHOTOS=DIR; "
					+ "docs/reference/photo-folders.md describes such a folder.");
		}
		return labels.isBlank() ? in(Path.of(folder)) : in(Path.of(folder), Path.of(labels));
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
			return LabelsTable.parse(lines, labels.toString(), (name) -> location(folder, name, labels));
		}
		catch (IOException | UncheckedIOException ex) {
			throw new InvalidPhotosException(
					"The labels %s cannot be read as UTF-8 text; LABELS=FILE names another file.".formatted(labels));
		}
	}

	/**
	 * Reads one of the repository's own photos.
	 * @param name its file name
	 * @return the bytes of the encoded image
	 */
	public static byte[] read(String name) {
		return LabelledPhoto.read(resource(name));
	}

	/**
	 * Reads the koala that most tests classify.
	 * @return a JPEG of 0.8 megapixels
	 */
	public static byte[] koala() {
		return read("koala.jpg");
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

}
