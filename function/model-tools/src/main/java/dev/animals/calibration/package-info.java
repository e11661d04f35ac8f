/**
 * Fits a model's temperature and thresholds to labelled photos, and records the
 * distributions that drift is measured against. It uses the service's own decoder,
 * network and classifier. Start at {@link dev.animals.calibration.Calibrate}.
 */
@NullMarked
package dev.animals.calibration;

import org.jspecify.annotations.NullMarked;
