/**
 * Runs a rollout as a Job in the cluster, so that it goes on when its caller is gone.
 */
@NullMarked
package dev.animals.release.job;

import org.jspecify.annotations.NullMarked;
