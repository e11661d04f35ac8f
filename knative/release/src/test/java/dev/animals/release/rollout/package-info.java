/**
 * The rollout against a cluster and a Prometheus that are played.
 */
@NullMarked
package dev.animals.release.rollout;

import org.jspecify.annotations.NullMarked;
