package dev.animals.calibration;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Subject;
import dev.animals.photos.InvalidPhotosException;
import dev.animals.photos.LabelledPhoto;

/**
 * A photo and the model's classes that are right for it.
 *
 * @param photo the photo
 * @param accepted indices of the classes that count as right; empty for a photo without
 * an animal, and for an animal that the model has no class for
 */
record CalibrationPhoto(LabelledPhoto photo, Set<Integer> accepted) {

	/**
	 * Finds the classes that a photo's labels name.
	 * @param photo the photo
	 * @param classes the model's classes in the order of the logits
	 * @param subject the subject of the model
	 * @return the photo with its classes
	 * @throws InvalidPhotosException if a label is not one of the animal classes
	 */
	static CalibrationPhoto of(LabelledPhoto photo, List<ClassLabel> classes, Subject subject) {
		Set<Integer> accepted = new TreeSet<>();
		for (String label : photo.labels()) {
			if (!label.equals(subject.name()) && !label.equals(subject.absent())) {
				accepted.add(animalClass(label, photo, classes, subject));
			}
		}
		return new CalibrationPhoto(photo, accepted);
	}

	private static int animalClass(String label, LabelledPhoto photo, List<ClassLabel> classes, Subject subject) {
		return IntStream.range(0, classes.size())
			.filter((index) -> classes.get(index).isAnimal())
			.filter((index) -> label.equals(classes.get(index).label()) || label.equals(String.valueOf(index)))
			.findFirst()
			.orElseThrow(() -> new InvalidPhotosException(
					"The label \"%s\" of %s is neither the name nor the index of one of the model's %s classes; "
						.formatted(label, photo.name(), subject.words())
							+ "the label of a photo without %s is %s.".formatted(subject.withArticle(),
									subject.absent())));
	}

}
