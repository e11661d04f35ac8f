/**
 * Creates a rollout from its settings and runs it in this process.
 */
@NullMarked
package dev.animals.release.run;

import org.jspecify.annotations.NullMarked;
