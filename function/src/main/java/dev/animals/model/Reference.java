package dev.animals.model;

import java.util.List;
import java.util.Map;

/**
 * The distributions of the predictions on the calibration photos. Drift is measured
 * against them.
 *
 * @param photos the number of calibration photos
 * @param groups the share of each predicted group among the animals, from 0 to 1
 * @param verdicts the share of each verdict, from 0 to 1
 * @param confidence a histogram of the confidence of the best animal, from 0 to 1
 * @param margin a histogram of the margin: the confidence of the best animal minus that
 * of the second best
 * @param energy a histogram of the negative free energy
 * @param brightness a histogram of the mean luma, from 0 to 1
 */
public record Reference(int photos, Map<String, Double> groups, Map<String, Double> verdicts, Bins confidence,
		Bins margin, Bins energy, Bins brightness) {

	/**
	 * A histogram of at most ten bins.
	 *
	 * @param edges the upper edges of the bins, rising; the last bin has no upper edge
	 * @param shares the share of each bin, from 0 to 1; one more than edges
	 */
	public record Bins(List<Double> edges, List<Double> shares) {

		public Bins {
			if (shares.size() != edges.size() + 1 || shares.size() > 10) {
				throw new IllegalArgumentException(
						"A histogram with %d edges needs one more share, and at most ten; there are %d"
							.formatted(edges.size(), shares.size()));
			}
		}

	}

}
