/**
 * What is counted. Pods only count: every ratio, distance and percentile is a rule in
 * Prometheus.
 */
@NullMarked
package dev.animals.metrics;

import org.jspecify.annotations.NullMarked;
