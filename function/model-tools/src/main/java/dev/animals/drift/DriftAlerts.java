package dev.animals.drift;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.animals.rules.Distribution;
import dev.animals.rules.DriftAlert;
import dev.animals.rules.DriftFormulas;
import dev.animals.rules.DriftRules;
import dev.animals.rules.ModelReference;

import static java.util.Objects.requireNonNull;

/**
 * Evaluates the rules and alerts on drift for a window of photos, with the same formulas
 * as Prometheus. {@link Replay} writes tests with which promtool confirms that both get
 * the same results.
 */
final class DriftAlerts {

	private final ModelReference reference;

	/**
	 * Creates the evaluation.
	 * @param reference the photos to compare with
	 */
	DriftAlerts(ModelReference reference) {
		this.reference = reference;
	}

	/**
	 * Computes the population stability indices.
	 * @param window the photos of a window
	 * @return the index of each distribution that has enough photos in the window
	 */
	Map<String, Double> indices(Collection<StoredPrediction> window) {
		Map<String, Double> indices = new LinkedHashMap<>();
		this.reference.distributions().forEach((name, expected) -> {
			Map<String, Integer> counts = new HashMap<>();
			photos(name, window).forEach((photo) -> counts.merge(bin(name, expected, photo), 1, Integer::sum));
			int photos = counts.values().stream().mapToInt(Integer::intValue).sum();
			int bins = expected.shares().size();
			if (DriftFormulas.ENOUGH_FOR_INDEX.holds(photos, bins)) {
				indices.put(name,
						expected.shares()
							.entrySet()
							.stream()
							.mapToDouble((bin) -> DriftFormulas.INDEX.value(
									DriftFormulas.SHARE.value(counts.getOrDefault(bin.getKey(), 0), photos, bins),
									bin.getValue()))
							.sum());
			}
		});
		return indices;
	}

	/**
	 * Computes the index above which there is drift.
	 * @param distribution the name of a distribution
	 * @param photos how many photos the window has
	 * @return the threshold
	 */
	double threshold(String distribution, int photos) {
		Distribution expected = requireNonNull(this.reference.distributions().get(distribution));
		double variance = DriftFormulas.VARIANCE.value(photos, expected.photos());
		return DriftFormulas.THRESHOLD.value(DriftFormulas.NOISE_FLOOR.value(expected.shares().size(), variance));
	}

	/**
	 * Evaluates the alerts.
	 * @param window the photos of an hour
	 * @return the alerts whose condition holds
	 */
	Set<DriftAlert> of(Collection<StoredPrediction> window) {
		Set<DriftAlert> alerts = EnumSet.noneOf(DriftAlert.class);
		indices(window).forEach((distribution, index) -> {
			if (DriftFormulas.DRIFT.holds(index, threshold(distribution, photos(distribution, window).size()))) {
				alerts.add(DriftRules.PREDICTIONS.contains(distribution) ? DriftAlert.PREDICTION_DRIFT
						: DriftAlert.INPUT_DRIFT);
			}
		});
		if (DriftFormulas.ENOUGH_PHOTOS.holds(window.size())) {
			double others = window.size() - photos("groups", window).size();
			if (DriftFormulas.FEW_ANIMALS.holds(others / window.size())) {
				alerts.add(DriftAlert.FEW_ANIMALS);
			}
			double estimate = window.stream().mapToDouble(StoredPrediction::confidence).average().orElseThrow();
			if (DriftFormulas.ESTIMATE_LOW.holds(estimate, this.reference.meanConfidence())) {
				alerts.add(DriftAlert.ESTIMATED_ACCURACY_LOW);
			}
		}
		return alerts;
	}

	/**
	 * Returns the photos that count for a distribution. Only photos of animals have a
	 * group.
	 */
	private static List<StoredPrediction> photos(String distribution, Collection<StoredPrediction> window) {
		return window.stream().filter((photo) -> !distribution.equals("groups") || photo.isAnimal()).toList();
	}

	private static String bin(String distribution, Distribution expected, StoredPrediction photo) {
		return switch (distribution) {
			case "groups" -> requireNonNull(expected.bins().get(photo.group()));
			case "verdicts" -> requireNonNull(expected.bins().get(photo.verdict()));
			case "confidence" -> edge(expected, photo.confidence());
			default -> edge(expected, photo.brightness());
		};
	}

	private static String edge(Distribution expected, double value) {
		return expected.shares()
			.keySet()
			.stream()
			.filter((edge) -> edge.equals("+Inf") || value <= Double.parseDouble(edge))
			.findFirst()
			.orElseThrow();
	}

}
