/**
 * Metrics of the predictions. The service only counts; ratios, distances and percentiles
 * are computed by rules in Prometheus, over all pods.
 */
@NullMarked
package dev.animals.metrics;

import org.jspecify.annotations.NullMarked;
