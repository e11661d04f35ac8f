package dev.animals.calibration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Subject;
import dev.animals.photos.InvalidPhotosException;
import dev.animals.photos.LabelledPhoto;

/**
 * The photos whose labels name the same classes of two models, so that both models can be
 * right about them.
 *
 * @param model the photos with the classes of the first model
 * @param against the same photos with the classes of the second model
 * @param leftOut the names of all other photos, with the reason
 */
record CommonPhotos(List<CalibrationPhoto> model, List<CalibrationPhoto> against,
		SequencedMap<String, String> leftOut) {

	/**
	 * Finds the photos.
	 * @param photos all photos
	 * @param subject the subject of both models
	 * @param model the classes of the first model, in the order of its logits
	 * @param against the classes of the second model
	 * @return the photos in the same order
	 * @throws InvalidPhotosException if neither model has a class for a label, which is
	 * then probably misspelled
	 */
	static CommonPhotos of(List<LabelledPhoto> photos, Subject subject, List<ClassLabel> model,
			List<ClassLabel> against) {
		CommonPhotos common = new CommonPhotos(new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>());
		for (LabelledPhoto photo : photos) {
			Optional<CalibrationPhoto> first = find(photo, model, subject);
			Optional<CalibrationPhoto> second = find(photo, against, subject);
			if (first.isEmpty() && second.isEmpty()) {
				CalibrationPhoto.of(photo, model, subject);
			}
			if (first.isPresent() && second.isPresent()
					&& names(first.get(), model).equals(names(second.get(), against))) {
				common.model().add(first.get());
				common.against().add(second.get());
				continue;
			}
			common.leftOut()
				.put(photo.name(), "the label %s does not name the same class of both models"
					.formatted(String.join(", ", photo.labels())));
		}
		return common;
	}

	private static Optional<CalibrationPhoto> find(LabelledPhoto photo, List<ClassLabel> classes, Subject subject) {
		try {
			return Optional.of(CalibrationPhoto.of(photo, classes, subject));
		}
		catch (InvalidPhotosException ex) {
			return Optional.empty();
		}
	}

	/** Returns the labels, because an index may mean different classes. */
	private static Set<String> names(CalibrationPhoto photo, List<ClassLabel> classes) {
		return photo.accepted().stream().map((index) -> classes.get(index).label()).collect(Collectors.toSet());
	}

}
