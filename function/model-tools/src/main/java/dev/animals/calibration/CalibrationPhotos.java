package dev.animals.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Subject;
import dev.animals.photos.InvalidPhotosException;
import dev.animals.photos.LabelledPhoto;

/**
 * Labelled photos, sorted by their use in a calibration. Photos in folders whose names
 * start with {@value #HELD_OUT} are only measured and not used for the fit.
 *
 * @param animals the photos of animals for the fit, those with a class first
 * @param other the photos without an animal for the fit
 * @param heldOutAnimals further photos of animals
 * @param heldOutOther further photos without an animal
 */
record CalibrationPhotos(List<CalibrationPhoto> animals, List<CalibrationPhoto> other,
		List<CalibrationPhoto> heldOutAnimals, List<CalibrationPhoto> heldOutOther) {

	static final String HELD_OUT = "held-out";

	/**
	 * The smallest number of photos of each kind. With fewer, some folds of the
	 * cross-validation would be nearly empty.
	 */
	private static final int FEWEST = 20;

	/**
	 * Sorts photos.
	 * @param photos the photos
	 * @param classes the model's classes in the order of the logits
	 * @param subject the subject of the model
	 * @return the photos, at least {@value #FEWEST} of animals with a class and as many
	 * without an animal. If every class is an animal, photos without one may be missing.
	 * @throws InvalidPhotosException if there are fewer photos, or a label is not one of
	 * the animal classes
	 */
	static CalibrationPhotos of(List<LabelledPhoto> photos, List<ClassLabel> classes, Subject subject) {
		List<CalibrationPhoto> all = photos.stream()
			.map((photo) -> CalibrationPhoto.of(photo, classes, subject))
			.toList();
		Predicate<CalibrationPhoto> heldOut = (photo) -> photo.photo().folder().startsWith(HELD_OUT);
		Predicate<CalibrationPhoto> animal = (photo) -> photo.photo().showsAnimal();
		Predicate<CalibrationPhoto> labelled = (photo) -> !photo.accepted().isEmpty();
		Predicate<CalibrationPhoto> fitted = heldOut.negate();
		List<CalibrationPhoto> animals = new ArrayList<>(pick(all, fitted.and(animal).and(labelled)));
		List<CalibrationPhoto> other = pick(all, fitted.and(animal.negate()));
		requireEnough(animals.size(), other.size(), classes, subject);
		animals.addAll(pick(all, fitted.and(animal).and(labelled.negate())));
		return new CalibrationPhotos(List.copyOf(animals), other, pick(all, heldOut.and(animal)),
				pick(all, heldOut.and(animal.negate())));
	}

	/**
	 * Checks that there are enough photos for a fit.
	 * @param labelled how many photos of animals have a class
	 * @param other how many photos show no animal
	 * @param classes the model's classes
	 * @param subject the subject of the model
	 * @throws InvalidPhotosException if there are not enough
	 */
	static void requireEnough(long labelled, long other, List<ClassLabel> classes, Subject subject) {
		boolean knowsNothingElse = classes.stream().allMatch(ClassLabel::isAnimal);
		boolean enoughOther = other >= FEWEST || (other == 0 && knowsNothingElse);
		if (labelled < FEWEST || !enoughOther) {
			throw new InvalidPhotosException(("Calibration needs at least %d photos of %ss with a class and %d "
					+ "photos labelled %s that the service can read; there are %d and %d outside %s.")
				.formatted(FEWEST, subject.words(), FEWEST, subject.absent(), labelled, other, HELD_OUT));
		}
	}

	private static List<CalibrationPhoto> pick(List<CalibrationPhoto> all, Predicate<CalibrationPhoto> which) {
		return all.stream().filter(which).toList();
	}

}
