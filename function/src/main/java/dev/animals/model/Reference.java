package dev.animals.model;

import java.util.List;
import java.util.Map;

/**
 * The distributions on the photos that the model was calibrated with, which drift is
 * measured against.
 *
 * @param photos how many photos stand behind it
 * @param groups share of each predicted group among the animals, in 0–1
 * @param verdicts share of each verdict, in 0–1
 * @param confidence bins of the best animal's confidence, in 0–1
 * @param margin bins of the lead over the second, in 0–1
 * @param energy bins of the negative free energy
 * @param brightness bins of the mean luma, in 0–1
 */
public record Reference(int photos, Map<String, Double> groups, Map<String, Double> verdicts, Bins confidence,
		Bins margin, Bins energy, Bins brightness) {

	/**
	 * A histogram of at most ten bins.
	 *
	 * @param edges upper edges of all bins but the last, which has none; rising
	 * @param shares share of each bin, in 0–1; one more than edges
	 */
	public record Bins(List<Double> edges, List<Double> shares) {

		public Bins {
			if (shares.size() != edges.size() + 1 || shares.size() > 10) {
				throw new IllegalArgumentException("%d edges need one more share, at most ten; there are %d"
					.formatted(edges.size(), shares.size()));
			}
		}

	}

}
