/**
 * Tests the rollout with a simulated cluster and a simulated Prometheus.
 */
@NullMarked
package dev.animals.release.rollout;

import org.jspecify.annotations.NullMarked;
