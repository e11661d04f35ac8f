package dev.animals.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.animals.model.CalibrationFile;
import dev.animals.model.Reference;
import dev.animals.model.Reference.Bins;
import dev.animals.photos.LabelledPhoto;

import static java.util.Objects.requireNonNull;

/**
 * The figures from a model's calibration that the rules need.
 *
 * @param model the model's name and version
 * @param accuracy share of these photos whose best label was right, in 0–1
 * @param leastAccuracy lower end of the 95 % interval of that share, in 0–1
 * @param expectedAccuracy the estimate of the accuracy on the photos with the verdict
 * {@code animal}, in 0–1
 * @param groups the predicted groups of the photos with the verdict {@code animal}
 * @param verdicts the verdicts of all photos
 * @param confidence the best labels' confidences
 * @param brightness the photos' mean luma
 * @param content the content projections
 */
public record ModelReference(String model, double accuracy, double leastAccuracy, double expectedAccuracy,
		Distribution groups, Distribution verdicts, Distribution confidence, Distribution brightness,
		List<Distribution> content) {

	/**
	 * Reads a calibration.
	 * @param file the model's {@code calibration.yaml}
	 * @return its reference
	 */
	public static ModelReference of(CalibrationFile file) {
		Map<?, ?> top1 = (Map<?, ?>) requireNonNull(file.evidence().get("top1"));
		List<?> interval = (List<?>) requireNonNull(top1.get("interval95"));
		Reference reference = file.reference();
		int photos = reference.photos();
		int animals = (int) Math.round(photos * animals(reference.verdicts()));
		return new ModelReference(String.valueOf(file.evidence().get("model")), number(top1.get("share")),
				number(interval.getFirst()), expectedAccuracy(reference),
				Distribution.ofNames(new TreeMap<>(reference.groups()), animals),
				Distribution.ofNames(new TreeMap<>(reference.verdicts()), photos),
				Distribution.ofValues(reference.confidence(), photos),
				Distribution.ofValues(reference.brightness(), photos),
				reference.content()
					.stream()
					.map((projection) -> Distribution.ofValues(projection.bins(), photos))
					.toList());
	}

	/**
	 * Returns the distributions that windows of photos are compared with.
	 * @return the distributions by the value of their label {@code distribution}, in the
	 * order of the rules
	 */
	public Map<String, Distribution> distributions() {
		Map<String, Distribution> distributions = new LinkedHashMap<>();
		distributions.put("groups", this.groups);
		distributions.put("verdicts", this.verdicts);
		distributions.put("confidence", this.confidence);
		distributions.put("brightness", this.brightness);
		for (int i = 0; i < this.content.size(); i++) {
			distributions.put(DriftRules.PROJECTION + (i + 1), this.content.get(i));
		}
		return distributions;
	}

	/**
	 * Returns the estimate of the accuracy. For a calibration that does not have it, this
	 * is the mean confidence, with each confidence counted as the middle of its bin.
	 */
	private static double expectedAccuracy(Reference reference) {
		if (reference.expectedAccuracy() != null) {
			return reference.expectedAccuracy();
		}
		Bins confidence = reference.confidence();
		List<Double> edges = confidence.edges();
		double mean = 0;
		for (int i = 0; i <= edges.size(); i++) {
			double lower = (i == 0) ? 0 : edges.get(i - 1);
			double upper = (i == edges.size()) ? 1 : edges.get(i);
			mean += confidence.shares().get(i) * (lower + upper) / 2;
		}
		return mean;
	}

	/** Returns the share of the verdict that names the subject of the model. */
	private static double animals(Map<String, Double> verdicts) {
		return verdicts.entrySet()
			.stream()
			.filter((verdict) -> LabelledPhoto.namesSubject(verdict.getKey()))
			.mapToDouble(Map.Entry::getValue)
			.sum();
	}

	private static double number(@Nullable Object value) {
		return ((Number) requireNonNull(value)).doubleValue();
	}

}
