/**
 * Drift baselines: what a revision has counted over days, frozen as the reference with
 * which later photos are compared. Start at
 * {@link dev.animals.release.baseline.Observed}.
 */
@NullMarked
package dev.animals.release.baseline;

import org.jspecify.annotations.NullMarked;
