/**
 * Computes the exact counts of each revision from the counters that Prometheus scrapes.
 */
@NullMarked
package dev.animals.release.prometheus;

import org.jspecify.annotations.NullMarked;
