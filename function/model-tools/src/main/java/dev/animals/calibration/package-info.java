/**
 * Fits a model's temperature and thresholds to labelled photos, and records the
 * distributions that drift is measured against. Also measures models on such photos and
 * compares two of them. All programs use the service's own decoder, network and
 * classifier. Start at {@link dev.animals.calibration.Calibrate},
 * {@link dev.animals.calibration.Evaluate} or {@link dev.animals.calibration.Compare}.
 */
@NullMarked
package dev.animals.calibration;

import org.jspecify.annotations.NullMarked;
