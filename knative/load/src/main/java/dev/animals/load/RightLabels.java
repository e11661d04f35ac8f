package dev.animals.load;

import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;

import dev.animals.photos.LabelledPhoto;
import org.jspecify.annotations.Nullable;

/**
 * Turns the labels of photos into the names that answers contain.
 */
final class RightLabels {

	private RightLabels() {
	}

	/**
	 * Replaces the index of a class by its name, and leaves out the photos for which no
	 * class is right: photos without an animal, and photos of animals for which the model
	 * has no class. An answer lists classes of animals, so it cannot be right for these.
	 * @param photos the labelled photos
	 * @param classes returns the name of a class; called only if a label is an index
	 * @return the photos with at least one class that is right, labelled by names
	 * @throws IllegalArgumentException if no photo remains
	 */
	static List<LabelledPhoto> resolve(List<LabelledPhoto> photos, IntFunction<String> classes) {
		List<LabelledPhoto> resolved = photos.stream()
			.map((photo) -> resolve(photo, classes))
			.filter((photo) -> !photo.labels().isEmpty())
			.toList();
		Settings.require(!resolved.isEmpty(), "No photo in PHOTOS is labelled with a class of the model.");
		return resolved;
	}

	private static LabelledPhoto resolve(LabelledPhoto photo, IntFunction<String> classes) {
		return new LabelledPhoto(photo.name(),
				photo.labels().stream().map((label) -> name(label, classes)).filter(Objects::nonNull).toList(),
				photo.location());
	}

	private static @Nullable String name(String label, IntFunction<String> classes) {
		if (label.equals(LabelledPhoto.ANIMAL) || label.startsWith(LabelledPhoto.NOT)) {
			return null;
		}
		return label.matches("\\d{1,6}") ? classes.apply(Integer.parseInt(label)) : label;
	}

}
