package dev.animals.model;

import java.util.Map;

import dev.animals.classification.Calibration;

/**
 * What {@code calibration.yaml} says; {@code make calibrate} writes it.
 *
 * @param calibration temperature and thresholds
 * @param evidence what it was fitted on and how well it fits, for people to read
 * @param reference the distributions that drift is measured against
 */
public record CalibrationFile(Calibration calibration, Map<String, Object> evidence, Reference reference) {
}
