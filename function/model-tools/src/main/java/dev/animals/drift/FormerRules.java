package dev.animals.drift;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import dev.animals.rules.Distribution;
import dev.animals.rules.DriftAlert;
import dev.animals.rules.DriftFormulas;
import dev.animals.rules.DriftRules;

/**
 * The rules before the content of photos was watched, for comparison: an index needs 50
 * photos for each bin, all thresholds are at least 0.2, and the mean confidence of all
 * photos is compared with that of the baseline.
 */
final class FormerRules {

	private static final int PHOTOS_PER_BIN = 50;

	private static final double ESTIMATE_LOWER = 0.1;

	/** The normal distribution's quantile for one in a hundred. */
	private static final double QUANTILE = 2.3263;

	private final DriftAlerts alerts;

	private final double meanConfidence;

	FormerRules(DriftAlerts alerts, Collection<StoredPrediction> baseline) {
		this.alerts = alerts;
		this.meanConfidence = DriftAlerts.estimate(baseline);
	}

	/**
	 * Evaluates the alerts.
	 * @param window the photos of an hour
	 * @return the alerts whose condition holds
	 */
	Set<DriftAlert> of(Collection<StoredPrediction> window) {
		Set<DriftAlert> fired = EnumSet.noneOf(DriftAlert.class);
		int animals = (int) window.stream().filter(StoredPrediction::isAnimal).count();
		Map<String, Double> indices = this.alerts.indices(window);
		this.alerts.baseline().forEach((name, expected) -> {
			int photos = name.equals(DriftAlerts.GROUPS) ? animals : window.size();
			if (!name.startsWith(DriftRules.PROJECTION) && photos >= PHOTOS_PER_BIN * expected.shares().size()
					&& indices.getOrDefault(name, 0.0) > threshold(expected, photos)) {
				fired.add(DriftRules.PREDICTIONS.contains(name) ? DriftAlert.PREDICTION_DRIFT : DriftAlert.INPUT_DRIFT);
			}
		});
		if (DriftFormulas.FEW_ANIMALS.holds((double) (window.size() - animals) / window.size())) {
			fired.add(DriftAlert.FEW_ANIMALS);
		}
		if (DriftAlerts.estimate(window) < this.meanConfidence - ESTIMATE_LOWER) {
			fired.add(DriftAlert.ESTIMATED_ACCURACY_LOW);
		}
		return fired;
	}

	private static double threshold(Distribution expected, int photos) {
		double variance = DriftFormulas.VARIANCE.value(photos, expected.photos(), 0);
		return DriftFormulas.THRESHOLD
			.value(DriftFormulas.NOISE_FLOOR.value(expected.shares().size(), QUANTILE, variance));
	}

}
