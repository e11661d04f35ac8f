/**
 * An environment on a real cluster that tests and studies deploy to with the commands
 * that people type, and use through the gateway. Each environment has a namespace of its
 * own, {@code animals-e2e-…}, and deletes it at the end.
 */
@NullMarked
package dev.animals.e2e;

import org.jspecify.annotations.NullMarked;
