package dev.animals.photos;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;

/**
 * A photo and the labels that are right for it.
 *
 * @param name path relative to the photo's folder, with {@code /} between its parts
 * @param labels the labels that count as right, at least one; see {@link Photos} for what
 * a label may be
 * @param location where the photo's bytes are
 */
public record LabelledPhoto(String name, List<String> labels, URL location) {

	/**
	 * The beginning of the label of a photo that does not show the subject of a model.
	 * The rest is the subject.
	 */
	public static final String NOT = "not_";

	/** The label of a photo that shows no animal. */
	public static final String NOT_ANIMAL = "not_animal";

	/** The label of an animal that the model has no class for. */
	public static final String ANIMAL = "animal";

	public LabelledPhoto {
		labels = List.copyOf(labels);
	}

	/**
	 * Returns whether a verdict of the service names the subject of the model.
	 * @param verdict the verdict, for instance {@code animal}
	 * @return false for a verdict such as {@value #NOT_ANIMAL}, and for {@code unknown}
	 */
	public static boolean namesSubject(String verdict) {
		return !verdict.startsWith(NOT) && !verdict.equals("unknown");
	}

	/**
	 * Returns the folder that the photo is in.
	 * @return the first part of the name, or an empty string for a photo at the top
	 */
	public String folder() {
		int slash = this.name.indexOf('/');
		return (slash < 0) ? "" : this.name.substring(0, slash);
	}

	/**
	 * Returns whether the photo shows an animal or another subject, with or without a
	 * class of its own.
	 * @return false if its label is {@value #NOT_ANIMAL} or the same for another subject
	 */
	public boolean showsAnimal() {
		return this.labels.stream().noneMatch((label) -> label.startsWith(NOT));
	}

	/**
	 * Reads the photo.
	 * @return the bytes of the encoded image
	 * @throws UncheckedIOException if the photo cannot be read
	 */
	public byte[] bytes() {
		return read(this.location);
	}

	static byte[] read(URL location) {
		try (InputStream in = location.openStream()) {
			return in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
