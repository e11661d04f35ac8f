/**
 * Environments on a real cluster. Tests and studies deploy to them with the commands that
 * people use, and send requests through the gateway. Each environment has its own
 * namespace, {@code animals-e2e-…}, which is deleted at the end.
 */
@NullMarked
package dev.animals.e2e;

import org.jspecify.annotations.NullMarked;
