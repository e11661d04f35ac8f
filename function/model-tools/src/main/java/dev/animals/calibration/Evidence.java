package dev.animals.calibration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.animals.calibration.CalibrationError.Judged;
import dev.animals.classification.Calibration;
import dev.animals.classification.Classification;

import static dev.animals.calibration.Numbers.ordered;

/**
 * Computes figures with which people can judge a calibration.
 */
final class Evidence {

	private static final int DECIMALS = 4;

	/** A fixed seed, so that the same photos give the same figures. */
	private static final long SEED = 1;

	private static final int RESAMPLES = 2000;

	private static final int REPETITIONS = 20;

	private Evidence() {
	}

	/**
	 * Measures a fit.
	 * @param model the model's name and version
	 * @param fit the fit with its photos
	 * @param fitted the result
	 * @param sets the figures of each set of photos
	 * @return figures in the order in which people should read them
	 */
	static Map<String, Object> of(String model, Fit fit, Calibration fitted, FiguresBySet sets) {
		Map<String, Object> evidence = new LinkedHashMap<>();
		evidence.put("model", model);
		evidence.put("pictures", ordered("labelled", fit.labelled().size(), "animals", fit.animals().size(), "other",
				fit.other().size()));
		evidence.put("sets", sets.toMap());
		evidence.put("top1", top1(fit, fitted));
		CrossValidation unseen = CrossValidation.of(fit, REPETITIONS, SEED);
		evidence.put("temperature", temperature(fit, fitted.temperature()));
		evidence.put("calibrationError", calibrationError(fit, fitted, unseen));
		if (!fit.other().isEmpty()) {
			evidence.put("verdicts", verdicts(fit, fitted, unseen));
			evidence.put("separation", separation(fit, fitted));
		}
		evidence.put("reference", reference(fit.animals().size()));
		return evidence;
	}

	private static Map<String, Object> top1(Fit fit, Calibration fitted) {
		long right = fit.judge(fit.labelled(), fitted).stream().filter(Judged::right).count();
		double share = share(right, fit.labelled().size());
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

	/** Computes how well each signal alone tells animals from other things. */
	private static Map<String, Object> separation(Fit fit, Calibration fitted) {
		List<Classification> animals = fit.classify(fit.animals(), fitted);
		List<Classification> other = fit.classify(fit.other(), fitted);
		return ordered("animalProbability", separation(animals, other, Classification::animalProbability), "confidence",
				separation(animals, other, (classification) -> classification.best().confidence()), "energy",
				separation(animals, other, Classification::energy));
	}

	private static double separation(List<Classification> animals, List<Classification> other,
			ToDoubleFunction<Classification> signal) {
		return round(Numbers.separation(animals, other, signal));
	}

	private static String reference(int animals) {
		return "%d photos of animals, an example for services without a baseline of their own traffic"
			.formatted(animals);
	}

	private static double meanConfidence(List<Judged> answers) {
		return answers.stream().mapToDouble(Judged::confidence).average().orElseThrow();
	}

	private static double share(long count, int of) {
		return (double) count / of;
	}

	private static double round(double value) {
		return Numbers.round(value, DECIMALS);
	}

}
