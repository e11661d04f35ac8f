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
 * @param meanConfidence the mean confidence, which is the accuracy that the model
 * expects, in 0–1
 * @param groups the predicted groups of the photos with the verdict {@code animal}
 * @param verdicts the verdicts of all photos
 * @param confidence the best labels' confidences
 * @param brightness the photos' mean luma
 */
public record ModelReference(String model, double accuracy, double leastAccuracy, double meanConfidence,
		Distribution groups, Distribution verdicts, Distribution confidence, Distribution brightness) {

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
				number(interval.getFirst()), mean(reference.confidence()),
				Distribution.ofNames(new TreeMap<>(reference.groups()), animals),
				Distribution.ofNames(new TreeMap<>(reference.verdicts()), photos),
				Distribution.ofValues(reference.confidence(), photos),
				Distribution.ofValues(reference.brightness(), photos));
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
		return distributions;
	}

	/**
	 * Returns the mean confidence, with each confidence counted as the middle of its bin.
	 */
	private static double mean(Bins confidence) {
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
