/**
 * Exports the status of the Knative Services {@code animals} as metrics: the tag and the
 * share of the traffic of each revision, whether the route is ready, the verdicts on
 * candidates, and the drift baselines. Start at
 * {@link dev.animals.release.export.TrafficExporter}.
 */
@NullMarked
package dev.animals.release.export;

import org.jspecify.annotations.NullMarked;
