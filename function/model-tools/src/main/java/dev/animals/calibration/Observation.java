package dev.animals.calibration;

import java.util.List;

import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;

/**
 * A photo and what the network made of it.
 *
 * @param photo what is known
 * @param logits what the network gave
 * @param brightness mean luma, in 0–1
 */
@SuppressWarnings("ArrayRecordComponent")
record Observation(Photo photo, float[] logits, double brightness) {

	boolean isLabelled() {
		return !this.photo.accepted().isEmpty();
	}

	/**
	 * Whether the best animal is one of the accepted.
	 * @param classification what was made of the logits
	 * @param labels the classes in the order of the logits
	 * @return whether the answer is right
	 */
	boolean isRight(Classification classification, List<ClassLabel> labels) {
		String best = classification.best().label();
		return this.photo.accepted().stream().anyMatch((index) -> labels.get(index).name().equals(best));
	}

}
