package dev.animals.classification;

/**
 * What turns logits into probabilities and verdicts, fitted on labelled photos.
 *
 * @param temperature what logits are divided by before the softmax, above 0 (Guo et al.,
 * On Calibration of Modern Neural Networks, ICML 2017)
 * @param animalProbability the least sum of the animal classes' probabilities, in 0–1, of
 * a photo that shows an animal
 * @param confidence the least probability of the best animal class, in 0–1, for a label
 * to be given
 * @param energy the least negative free energy of the raw logits of anything that the
 * network knows (Liu et al., Energy-based Out-of-distribution Detection, NeurIPS 2020)
 */
public record Calibration(double temperature, double animalProbability, double confidence, double energy) {

	public Calibration {
		if (!(temperature > 0)) {
			throw new IllegalArgumentException("the temperature must be above 0, not " + temperature);
		}
	}

}
