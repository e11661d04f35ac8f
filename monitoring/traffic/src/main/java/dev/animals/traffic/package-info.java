/**
 * Exports the status of the Knative Services {@code animals} as metrics: the tag and the
 * share of the traffic of each revision, and whether the route is ready. Start at
 * {@link dev.animals.traffic.TrafficExporter}.
 */
@NullMarked
package dev.animals.traffic;

import org.jspecify.annotations.NullMarked;
