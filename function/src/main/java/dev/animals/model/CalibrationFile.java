package dev.animals.model;

import java.util.Map;

import dev.animals.classification.Calibration;

/**
 * The contents of {@code calibration.yaml}, which {@code make calibrate} writes, or of
 * the file that it writes for another precision.
 *
 * @param calibration the temperature and the thresholds
 * @param evidence figures for people about the fit and its quality; empty if the
 * calibration was not fitted
 * @param reference the distributions that drift is measured against; if the file has
 * none, {@link Reference#NONE}
 */
public record CalibrationFile(Calibration calibration, Map<String, Object> evidence, Reference reference) {

	public CalibrationFile {
		evidence = (evidence != null) ? evidence : Map.of();
		reference = (reference != null) ? reference : Reference.NONE;
	}

}
