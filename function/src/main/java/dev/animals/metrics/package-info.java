/**
 * Metrics of the predictions. The service only counts. Rules in Prometheus compute
 * ratios, distances and percentiles over all pods.
 */
@NullMarked
package dev.animals.metrics;

import org.jspecify.annotations.NullMarked;
