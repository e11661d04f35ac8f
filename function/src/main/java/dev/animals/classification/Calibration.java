package dev.animals.classification;

import org.jspecify.annotations.Nullable;

/**
 * The constants that turn logits into probabilities and verdicts. They are fitted on
 * labelled photos.
 *
 * @param temperature the divisor of the logits before the softmax, above 0 (Guo et al.,
 * On Calibration of Modern Neural Networks, ICML 2017)
 * @param animalProbability the smallest sum of the probabilities of all animal classes
 * for which a photo counts as an animal, from 0 to 1
 * @param confidence the smallest probability of the best animal class for which that
 * class is named, from 0 to 1
 * @param energy the smallest negative free energy of the raw logits for which a photo
 * counts as something that the network knows (Liu et al., Energy-based
 * Out-of-distribution Detection, NeurIPS 2020); null if there is no such threshold, for
 * instance because the network returns probabilities, whose energy is always 0
 */
public record Calibration(double temperature, double animalProbability, double confidence, @Nullable Double energy) {

	public Calibration {
		if (!(temperature > 0)) {
			throw new IllegalArgumentException("The temperature must be above 0, but it is " + temperature);
		}
	}

	/**
	 * Returns whether a photo resembles what the network knows.
	 * @param energy the negative free energy of its logits
	 * @return whether it is high enough; true if there is no threshold
	 */
	public boolean isKnown(double energy) {
		return this.energy == null || energy >= this.energy;
	}

}
