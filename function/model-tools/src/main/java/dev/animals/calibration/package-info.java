/**
 * Fits a model's temperature and thresholds to labelled photos and records the
 * distributions that drift is measured against. A tool for whoever builds the model: it
 * runs the service's own decoder, network and classifier, and does not ship. Start at
 * {@link dev.animals.calibration.Calibrate}.
 */
@NullMarked
package dev.animals.calibration;

import org.jspecify.annotations.NullMarked;
