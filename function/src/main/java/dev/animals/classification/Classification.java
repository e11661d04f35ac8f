package dev.animals.classification;

import java.util.List;

/**
 * The result of classifying one photo.
 *
 * @param verdict whether the photo shows an animal
 * @param ranking the most probable animals, best first, never empty
 * @param margin the confidence of the best animal minus the confidence of the second
 * best, from 0 to 1
 * @param energy the negative free energy of the raw logits, log Σ exp(logit). It is
 * higher for photos that resemble the training data (Liu et al., NeurIPS 2020).
 * @param animalProbability the sum of the probabilities of all animal classes, from 0 to
 * 1
 */
public record Classification(Verdict verdict, List<RankedLabel> ranking, double margin, double energy,
		double animalProbability) {

	/**
	 * Returns the most probable animal.
	 * @return the first of the ranking
	 */
	public RankedLabel best() {
		return this.ranking.getFirst();
	}

}
