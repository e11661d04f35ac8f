/**
 * Knative's autoscaler (KPA) as in {@code knative.dev/serving} 0.50 (Knative 1.23).
 * {@link dev.animals.capacity.autoscaler.Autoscaler} decides how many pods the load
 * needs, and {@link dev.animals.capacity.autoscaler.Scaler} turns this into the number of
 * pods that should exist. {@code AutoscalerTests} compares the decisions with those of
 * Knative's own packages.
 */
@NullMarked
package dev.animals.capacity.autoscaler;

import org.jspecify.annotations.NullMarked;
