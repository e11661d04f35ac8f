package dev.animals.classification;

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
 * Out-of-distribution Detection, NeurIPS 2020)
 */
public record Calibration(double temperature, double animalProbability, double confidence, double energy) {

	public Calibration {
		if (!(temperature > 0)) {
			throw new IllegalArgumentException("The temperature must be above 0, but it is " + temperature);
		}
	}

}
