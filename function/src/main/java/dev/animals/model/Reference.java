package dev.animals.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

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
 * @param expectedAccuracy the mean confidence of the photos with the verdict {@code
 * animal}, which estimates the accuracy, from 0 to 1; null if the calibration is older
 * @param content a histogram of each content projection; empty if the model was
 * calibrated before there were any
 */
public record Reference(int photos, Map<String, Double> groups, Map<String, Double> verdicts, Bins confidence,
		Bins margin, Bins energy, Bins brightness, @Nullable Double expectedAccuracy, List<Projection> content) {

	/**
	 * The reference of a model that was not calibrated. Because it counts no photos,
	 * drift stays unknown. Confidences still have bins, because feedback is counted by
	 * them.
	 */
	public static final Reference NONE = new Reference(0, Map.of(), Map.of(), Bins.TENTHS, Bins.ONE, Bins.ONE, Bins.ONE,
			null, List.of());

	// Jackson passes null if a calibration file has no such field.
	@SuppressWarnings("ConstantValue")
	public Reference {
		content = (content != null) ? List.copyOf(content) : List.of();
	}

	/**
	 * A histogram of at most ten bins.
	 *
	 * @param edges the upper edges of the bins, rising; the last bin has no upper edge
	 * @param shares the share of each bin, from 0 to 1; one more than edges
	 */
	public record Bins(List<Double> edges, List<Double> shares) {

		private static final Bins ONE = new Bins(List.of(), List.of(1.0));

		private static final Bins TENTHS = new Bins(List.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9),
				Collections.nCopies(10, 0.1));

		public Bins {
			if (shares.size() != edges.size() + 1 || shares.size() > 10) {
				throw new IllegalArgumentException(
						"A histogram with %d edges needs one more share, and at most ten; there are %d"
							.formatted(edges.size(), shares.size()));
			}
		}

	}

	/**
	 * A histogram of one content projection in standard units, which makes the edges the
	 * same for all projections.
	 *
	 * @param mean the mean over the calibration photos
	 * @param deviation the standard deviation over the calibration photos, above 0
	 * @param shares the share of each bin, from 0 to 1
	 */
	public record Projection(double mean, double deviation, List<Double> shares) {

		public Projection {
			if (!(deviation > 0)) {
				throw new IllegalArgumentException("The deviation of a projection is above 0, not " + deviation);
			}
		}

		/** The deciles of the standard normal distribution. */
		public static final List<Double> EDGES = List.of(-1.28, -0.84, -0.52, -0.25, 0.0, 0.25, 0.52, 0.84, 1.28);

		/**
		 * Converts a value of the projection.
		 * @param value the value
		 * @return its distance from the mean in standard deviations
		 */
		public double standardised(double value) {
			return (value - this.mean) / this.deviation;
		}

		/**
		 * Returns the histogram.
		 * @return the bins of the standardised values
		 */
		public Bins bins() {
			return new Bins(EDGES, this.shares);
		}

	}

}
