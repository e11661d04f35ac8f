/**
 * Tests the pipeline of {@code gitlab-ci.yml}. gitlab-ci-local runs its jobs in a clone
 * of this repository.
 */
@NullMarked
package dev.animals.e2e.pipeline;

import org.jspecify.annotations.NullMarked;
