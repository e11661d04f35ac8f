package dev.animals.model;

import java.util.Map;

import dev.animals.classification.Calibration;

/**
 * The contents of {@code calibration.yaml}, which {@code make calibrate} writes.
 *
 * @param calibration the temperature and the thresholds
 * @param evidence how the calibration was fitted and how good the fit is, for people to
 * read
 * @param reference the distributions that drift is measured against
 */
public record CalibrationFile(Calibration calibration, Map<String, Object> evidence, Reference reference) {
}
