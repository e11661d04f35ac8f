/**
 * Load over the real ingress: real photos in every mode, each answer checked to be right.
 * Start at {@link dev.animals.load.LoadTest}; docs/load.md says how to run it.
 */
@NullMarked
package dev.animals.load;

import org.jspecify.annotations.NullMarked;
