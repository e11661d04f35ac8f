package dev.animals.classification;

import java.util.List;

/**
 * What the network makes of one photo.
 *
 * @param verdict what the photo shows as a whole
 * @param ranking the most probable animals, best first, never empty
 * @param margin how far the best animal is ahead of the second, in 0–1
 * @param energy the negative free energy of the raw logits, log Σ exp(logit): the higher,
 * the more the photo is like those that the network learned from (Liu et al., NeurIPS
 * 2020)
 * @param animalProbability the sum of the animal classes' probabilities, in 0–1
 */
public record Classification(Verdict verdict, List<Candidate> ranking, double margin, double energy,
		double animalProbability) {

	/**
	 * The animal that the photo shows most probably.
	 * @return the first of the ranking
	 */
	public Candidate best() {
		return this.ranking.getFirst();
	}

}
