/**
 * Environments on a real cluster, to which tests and studies deploy with the commands
 * that people use. Requests go through the gateway. Each environment has its own
 * namespace, {@code animals-e2e-…}, which is deleted at the end.
 */
@NullMarked
package dev.animals.e2e;

import org.jspecify.annotations.NullMarked;
