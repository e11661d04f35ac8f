package dev.animals.calibration;

import java.util.List;
import java.util.Set;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;

/**
 * The network's output for a photo, and the classes that are right for it.
 *
 * @param set the photo's folder
 * @param accepted indices of the classes that count as right; empty if there are none
 * @param logits the network's output
 * @param brightness mean luma, in 0–1
 */
@SuppressWarnings("ArrayRecordComponent")
record Observation(String set, Set<Integer> accepted, float[] logits, double brightness) {

	/**
	 * Returns whether a class is right for the photo.
	 * @return false for an animal without a class, and for a photo without an animal
	 */
	boolean isLabelled() {
		return !this.accepted.isEmpty();
	}

	/**
	 * Returns whether the best animal is one of the accepted.
	 * @param classification the classification of the logits
	 * @param labels the classes in the order of the logits
	 * @return whether the answer is right
	 */
	boolean isRight(Classification classification, List<ClassLabel> labels) {
		String best = classification.best().label();
		return this.accepted.stream().anyMatch((index) -> labels.get(index).name().equals(best));
	}

}
