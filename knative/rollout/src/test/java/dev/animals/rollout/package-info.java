/**
 * The rollout against a cluster and a Prometheus that are played.
 */
@NullMarked
package dev.animals.rollout;

import org.jspecify.annotations.NullMarked;
