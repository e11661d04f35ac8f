package dev.animals.calibration;

import java.util.List;
import java.util.stream.IntStream;

import dev.animals.calibration.CalibrationError.Judged;
import dev.animals.classification.Calibration;
import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.classification.Classifier;
import dev.animals.classification.Verdict;

/**
 * Fits the temperature, then the thresholds, with the service's own classifier.
 */
final class Fit {

	private final List<ClassLabel> labels;

	private final List<Observation> animals;

	private final List<Observation> other;

	private final List<Observation> labelled;

	private final TemperatureFit temperature;

	/**
	 * Creates a fit.
	 * @param labels the classes in the order of the logits
	 * @param animals photos of animals, those with a class first
	 * @param other photos without an animal
	 */
	Fit(List<ClassLabel> labels, List<Observation> animals, List<Observation> other) {
		this.labels = labels;
		this.animals = animals;
		this.other = other;
		this.labelled = animals.stream().filter(Observation::isLabelled).toList();
		this.temperature = new TemperatureFit(this.labelled);
	}

	List<ClassLabel> labels() {
		return this.labels;
	}

	List<Observation> animals() {
		return this.animals;
	}

	List<Observation> labelled() {
		return this.labelled;
	}

	List<Observation> other() {
		return this.other;
	}

	TemperatureFit temperature() {
		return this.temperature;
	}

	/**
	 * Fits the temperature and the thresholds to all photos.
	 * @return the temperature and the thresholds
	 */
	Calibration toAll() {
		return to(IntStream.range(0, this.animals.size()).toArray(), IntStream.range(0, this.other.size()).toArray());
	}

	/**
	 * Fits the temperature and the thresholds to some of the photos.
	 * @param someAnimals indices of photos of animals
	 * @param someOther indices of other photos
	 * @return the temperature and the thresholds
	 */
	Calibration to(int[] someAnimals, int[] someOther) {
		double fitted = this.temperature
			.fit(IntStream.of(someAnimals).filter((i) -> i < this.labelled.size()).toArray());
		Calibration open = withoutThresholds(fitted);
		return ThresholdFit.fit(fitted, classify(pick(this.animals, someAnimals), open),
				classify(pick(this.other, someOther), open));
	}

	/** A calibration that gives every photo the verdict {@code animal}. */
	static Calibration withoutThresholds(double temperature) {
		return new Calibration(temperature, 0, 0, null);
	}

	List<Classification> classify(List<Observation> observations, Calibration calibration) {
		Classifier classifier = new Classifier(this.labels, calibration);
		return observations.stream().map((observation) -> classifier.classify(observation.logits())).toList();
	}

	/**
	 * Judges the best label of each photo.
	 * @param photos photos with a class
	 * @param calibration the calibration, whose thresholds have no influence
	 * @return the confidence of each best label, and whether the label is right
	 */
	List<Judged> judge(List<Observation> photos, Calibration calibration) {
		List<Classification> classifications = classify(photos, calibration);
		return IntStream.range(0, photos.size()).mapToObj((i) -> {
			Classification classification = classifications.get(i);
			return new Judged(classification.best().confidence(), photos.get(i).isRight(classification, this.labels));
		}).toList();
	}

	long countAnimalVerdicts(List<Observation> observations, Calibration calibration) {
		return classify(observations, calibration).stream()
			.filter((classification) -> classification.verdict() == Verdict.ANIMAL)
			.count();
	}

	static <T> List<T> pick(List<T> all, int[] indices) {
		return IntStream.of(indices).mapToObj(all::get).toList();
	}

}
