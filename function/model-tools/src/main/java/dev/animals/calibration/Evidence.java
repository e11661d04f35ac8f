package dev.animals.calibration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.animals.calibration.CalibrationError.Judged;
import dev.animals.classification.Calibration;
import dev.animals.classification.Classification;

/**
 * Figures for people, who are to judge a calibration by them.
 */
final class Evidence {

	private static final int DECIMALS = 4;

	/** The same pictures give the same figures. */
	private static final long SEED = 1;

	private static final int RESAMPLES = 2000;

	private static final int REPETITIONS = 20;

	private Evidence() {
	}

	/**
	 * Measures a fit.
	 * @param model the model's name with its version
	 * @param fit what was fitted to what
	 * @param fitted the result
	 * @param heldOut pictures without an animal that nothing was fitted to
	 * @return figures, in an order to be read in
	 */
	static Map<String, Object> of(String model, Fit fit, Calibration fitted, List<Observation> heldOut) {
		Map<String, Object> evidence = new LinkedHashMap<>();
		evidence.put("model", model);
		evidence.put("pictures", ordered("labelled", fit.labelled().size(), "animals", fit.animals().size(), "other",
				fit.other().size()));
		evidence.put("sets", sets(fit, fitted, heldOut));
		evidence.put("top1", top1(fit, fitted));
		CrossValidation unseen = CrossValidation.of(fit, REPETITIONS, SEED);
		evidence.put("temperature", temperature(fit, fitted.temperature()));
		evidence.put("calibrationError", calibrationError(fit, fitted, unseen));
		evidence.put("verdicts", verdicts(fit, fitted, unseen));
		evidence.put("separation", separation(fit, fitted));
		int animals = fit.animals().size();
		evidence.put("reference",
				("%d photos of animals; a comparison of B bins needs 50 · B photos, so that one of ten bins %s. "
						+ "Calibrate with photos like your users' for a drift score that can be trusted.")
					.formatted(animals, (animals >= 500) ? "can be made" : "stays unknown"));
		return evidence;
	}

	private static Map<String, Object> sets(Fit fit, Calibration fitted, List<Observation> heldOut) {
		Map<String, Object> sets = new LinkedHashMap<>();
		for (String set : fit.labelled().stream().map((animal) -> animal.photo().set()).distinct().toList()) {
			List<Observation> labelled = ofSet(set, fit.labelled());
			List<Observation> all = ofSet(set, fit.animals());
			sets.put(set, ordered("labelled", labelled.size(), "rightLabel", right(fit.judge(labelled, fitted)),
					"verdictAnimal", fit.countAnimalVerdicts(labelled, fitted), "withoutClass",
					all.size() - labelled.size(), "verdictAnimalWithoutClass",
					fit.countAnimalVerdicts(all.stream().filter((animal) -> !animal.isLabelled()).toList(), fitted)));
		}
		sets.put(LabelledPhotos.OTHER,
				ordered("pictures", fit.other().size(), "verdictAnimal", fit.countAnimalVerdicts(fit.other(), fitted)));
		if (!heldOut.isEmpty()) {
			sets.put(LabelledPhotos.HELD_OUT,
					ordered("pictures", heldOut.size(), "verdictAnimal", fit.countAnimalVerdicts(heldOut, fitted)));
		}
		return sets;
	}

	private static List<Observation> ofSet(String set, List<Observation> photos) {
		return photos.stream().filter((photo) -> photo.photo().set().equals(set)).toList();
	}

	private static Map<String, Object> top1(Fit fit, Calibration fitted) {
		double share = share(right(fit.judge(fit.labelled(), fitted)), fit.labelled().size());
		return ordered("share", round(share), "interval95", Numbers.wilson(share, fit.labelled().size()));
	}

	private static Map<String, Object> temperature(Fit fit, double fitted) {
		return ordered("interval95", fit.temperature().interval(RESAMPLES, SEED), "resamples", RESAMPLES, "lossAt1",
				round(fit.temperature().meanLoss(1)), "lossFitted", round(fit.temperature().meanLoss(fitted)));
	}

	private static Map<String, Object> calibrationError(Fit fit, Calibration fitted, CrossValidation unseen) {
		List<Judged> before = fit.judge(fit.labelled(), Fit.withoutThresholds(1));
		List<Judged> after = fit.judge(fit.labelled(), fitted);
		return ordered("bins", CalibrationError.BINS, "at1", round(CalibrationError.of(before)), "fitted",
				round(CalibrationError.of(after)), "crossValidated", round(unseen.calibrationError()),
				"ofPerfectCalibration", round(CalibrationError.floor(after, RESAMPLES, SEED)), "meanConfidenceAt1",
				round(meanConfidence(before)), "meanConfidenceFitted", round(meanConfidence(after)));
	}

	private static Map<String, Object> verdicts(Fit fit, Calibration fitted, CrossValidation unseen) {
		int animals = fit.animals().size();
		int other = fit.other().size();
		double animalsFound = share(fit.countAnimalVerdicts(fit.animals(), fitted), animals);
		double otherTaken = share(fit.countAnimalVerdicts(fit.other(), fitted), other);
		return ordered("goal",
				"animals at least %s, other at most %s".formatted(ThresholdFit.ANIMALS_GOAL, ThresholdFit.OTHER_GOAL),
				"goalMet",
				ordered("fitted", goalMet(animalsFound, otherTaken), "crossValidated",
						goalMet(unseen.animals(), unseen.other()), "crossValidatedWorst",
						goalMet(unseen.animalsWorst(), unseen.otherWorst())),
				"animals",
				ordered("fitted", round(animalsFound), "crossValidated", round(unseen.animals()), "crossValidatedWorst",
						round(unseen.animalsWorst()), "interval95", Numbers.wilson(unseen.animals(), animals)),
				"other",
				ordered("fitted", round(otherTaken), "crossValidated", round(unseen.other()), "crossValidatedWorst",
						round(unseen.otherWorst()), "interval95", Numbers.wilson(unseen.other(), other)),
				"folds", CrossValidation.FOLDS, "repetitions", REPETITIONS);
	}

	private static boolean goalMet(double animals, double other) {
		return animals >= ThresholdFit.ANIMALS_GOAL && other <= ThresholdFit.OTHER_GOAL;
	}

	/**
	 * How well each signal alone tells animals from other things: the probability that it
	 * is higher for an animal (the area under the ROC curve), 0.5 for one that tells
	 * nothing.
	 */
	private static Map<String, Object> separation(Fit fit, Calibration fitted) {
		List<Classification> animals = fit.classify(fit.animals(), fitted);
		List<Classification> other = fit.classify(fit.other(), fitted);
		return ordered("animalProbability", round(separation(animals, other, Classification::animalProbability)),
				"confidence", round(separation(animals, other, (classification) -> classification.best().confidence())),
				"energy", round(separation(animals, other, Classification::energy)));
	}

	static <T> double separation(List<T> high, List<T> low, ToDoubleFunction<T> signal) {
		double sum = 0;
		for (T one : high) {
			for (T another : low) {
				double lead = signal.applyAsDouble(one) - signal.applyAsDouble(another);
				sum += (Math.signum(lead) + 1) / 2;
			}
		}
		return sum / high.size() / low.size();
	}

	private static double meanConfidence(List<Judged> answers) {
		return answers.stream().mapToDouble(Judged::confidence).average().orElseThrow();
	}

	private static long right(List<Judged> answers) {
		return answers.stream().filter(Judged::right).count();
	}

	private static double share(long count, int of) {
		return (double) count / of;
	}

	private static double round(double value) {
		return Numbers.round(value, DECIMALS);
	}

	private static Map<String, Object> ordered(Object... namesAndValues) {
		Map<String, Object> ordered = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			ordered.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
		}
		return ordered;
	}

}
