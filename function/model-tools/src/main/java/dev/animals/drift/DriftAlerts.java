package dev.animals.drift;

import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import dev.animals.rules.Distribution;
import dev.animals.rules.DriftAlert;
import dev.animals.rules.DriftFormulas;
import dev.animals.rules.DriftRules;
import dev.animals.rules.Formula;
import dev.animals.rules.ModelReference;

import static java.util.Objects.requireNonNull;

/**
 * Evaluates the rules and alerts on drift for a window of photos, with the same formulas
 * as Prometheus. {@link Replay} writes tests with which promtool confirms that both get
 * the same results.
 */
final class DriftAlerts {

	static final String GROUPS = "groups";

	/** The name of the mean index of all content projections. */
	private static final String CONTENT = "content";

	private final List<StoredPrediction> animals;

	private final Map<String, Distribution> baseline;

	private final PhotoBins bins;

	/**
	 * Creates the evaluation.
	 * @param reference the model's reference, which defines the bins
	 * @param baseline the photos to compare with
	 */
	DriftAlerts(ModelReference reference, Collection<StoredPrediction> baseline) {
		this.animals = baseline.stream().filter(StoredPrediction::isAnimal).toList();
		this.bins = new PhotoBins(reference.distributions());
		this.baseline = new LinkedHashMap<>();
		Map<String, int[]> inBins = this.bins.counts(baseline);
		reference.distributions().forEach((name, distribution) -> {
			int[] counts = requireNonNull(inBins.get(name));
			int photos = IntStream.of(counts).sum();
			Map<String, Double> shares = new LinkedHashMap<>();
			int bin = 0;
			for (String edge : distribution.shares().keySet()) {
				shares.put(edge, DriftFormulas.SHARE.value(counts[bin++], photos, counts.length));
			}
			this.baseline.put(name, new Distribution(photos, distribution.bins(), shares));
		});
	}

	/** Returns the distributions of the photos to compare with, by name. */
	Map<String, Distribution> baseline() {
		return this.baseline;
	}

	/** Returns the estimate of the accuracy for the photos to compare with, in 0–1. */
	double expectedAccuracy() {
		return estimate(this.animals);
	}

	/** Returns the standard error of this estimate. */
	double expectedAccuracyError() {
		return error(this.animals);
	}

	/**
	 * Computes the population stability indices.
	 * @param window the photos of a window
	 * @return the index of each distribution that has enough photos in the window, and of
	 * the content
	 */
	Map<String, Double> indices(Collection<StoredPrediction> window) {
		Map<String, int[]> counts = this.bins.counts(window);
		Map<String, Double> indices = new LinkedHashMap<>();
		this.baseline.forEach((name, expected) -> {
			int[] inBins = requireNonNull(counts.get(name));
			int photos = IntStream.of(inBins).sum();
			if (DriftFormulas.ENOUGH_FOR_INDEX.holds(photos, inBins.length)) {
				double index = 0;
				int bin = 0;
				for (double share : expected.shares().values()) {
					index += DriftFormulas.INDEX.value(DriftFormulas.SHARE.value(inBins[bin++], photos, inBins.length),
							share);
				}
				indices.put(name, index);
			}
		});
		indices.entrySet()
			.stream()
			.filter((index) -> index.getKey().startsWith(DriftRules.PROJECTION))
			.mapToDouble(Map.Entry::getValue)
			.average()
			.ifPresent((mean) -> indices.put(CONTENT, mean));
		return indices;
	}

	/**
	 * Computes the index above which there is drift.
	 * @param distribution the name of a distribution
	 * @param photos how many photos the window has
	 * @return the threshold
	 */
	double threshold(String distribution, int photos) {
		Distribution expected = requireNonNull(
				this.baseline.get(distribution.equals(CONTENT) ? DriftRules.PROJECTION + 1 : distribution));
		double variance = DriftFormulas.VARIANCE.value(photos, expected.photos(), 0);
		double floor = DriftFormulas.NOISE_FLOOR.value(expected.shares().size(), DriftFormulas.QUANTILE, variance);
		Formula threshold = switch (distribution) {
			case CONTENT -> DriftFormulas.CONTENT_THRESHOLD;
			case GROUPS -> DriftFormulas.GROUPS_THRESHOLD;
			default -> DriftFormulas.THRESHOLD;
		};
		return threshold.value(floor);
	}

	/**
	 * Evaluates the alerts.
	 * @param window the photos of an hour
	 * @return the alerts whose condition holds
	 */
	Set<DriftAlert> of(Collection<StoredPrediction> window) {
		Set<DriftAlert> alerts = EnumSet.noneOf(DriftAlert.class);
		List<StoredPrediction> animals = window.stream().filter(StoredPrediction::isAnimal).toList();
		indices(window).forEach((distribution, index) -> {
			int photos = distribution.equals(GROUPS) ? animals.size() : window.size();
			if (!distribution.startsWith(DriftRules.PROJECTION)
					&& DriftFormulas.DRIFT.holds(index, threshold(distribution, photos))) {
				alerts.add(alert(distribution));
			}
		});
		if (DriftFormulas.ENOUGH_PHOTOS.holds(window.size())
				&& DriftFormulas.FEW_ANIMALS.holds((double) (window.size() - animals.size()) / window.size())) {
			alerts.add(DriftAlert.FEW_ANIMALS);
		}
		if (DriftFormulas.ENOUGH_ANSWERS.holds(animals.size()) && DriftFormulas.ESTIMATE_LOW.holds(estimate(animals),
				DriftFormulas.ESTIMATE_LIMIT.value(error(animals), expectedAccuracy(), expectedAccuracyError()))) {
			alerts.add(DriftAlert.ESTIMATED_ACCURACY_LOW);
		}
		return alerts;
	}

	private static DriftAlert alert(String distribution) {
		if (distribution.equals(CONTENT)) {
			return DriftAlert.CONTENT_DRIFT;
		}
		return DriftRules.PREDICTIONS.contains(distribution) ? DriftAlert.PREDICTION_DRIFT : DriftAlert.INPUT_DRIFT;
	}

	/**
	 * Estimates the accuracy.
	 * @param animals predictions that name an animal
	 * @return the mean confidence, in 0–1; NaN if there are no predictions
	 */
	static double estimate(Collection<StoredPrediction> animals) {
		return animals.stream().mapToDouble(StoredPrediction::confidence).average().orElse(Double.NaN);
	}

	private static double error(Collection<StoredPrediction> animals) {
		double right = animals.stream().mapToDouble(StoredPrediction::confidence).sum();
		double variance = animals.stream().mapToDouble((photo) -> photo.confidence() * (1 - photo.confidence())).sum();
		return DriftFormulas.ESTIMATE_ERROR.value(right, variance, animals.size());
	}

}
