/**
 * Tests the manifests of a rollout in the cluster.
 */
@NullMarked
package dev.animals.release.job;

import org.jspecify.annotations.NullMarked;
