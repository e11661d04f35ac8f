package dev.animals.calibration;

import java.util.List;

/**
 * What a model in one precision answered to photos.
 *
 * @param name the model's name with its version and precision
 * @param answers the answers to all photos that the service does not reject
 * @param milliseconds the median time of a prediction on one thread of this machine, with
 * the resize and without decoding; NaN without photos
 * @param bytes the size of the network's file
 */
record Measurement(String name, List<PhotoAnswer> answers, double milliseconds, long bytes) {

	/** Returns the figures of the answers. */
	Evaluation evaluation() {
		return new Evaluation(Figures.of(this.answers), this.milliseconds, this.bytes);
	}

}
