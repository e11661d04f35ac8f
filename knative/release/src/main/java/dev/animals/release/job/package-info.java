/**
 * Runs a rollout as a Job in the cluster, so that it continues without its caller.
 */
@NullMarked
package dev.animals.release.job;

import org.jspecify.annotations.NullMarked;
