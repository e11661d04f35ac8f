/**
 * The pipeline of {@code gitlab-ci.yml}, whose jobs gitlab-ci-local runs in a clone of
 * this repository.
 */
@NullMarked
package dev.animals.e2e.pipeline;

import org.jspecify.annotations.NullMarked;
