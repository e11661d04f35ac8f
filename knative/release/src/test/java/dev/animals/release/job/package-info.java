/**
 * Tests of smokes.
 */
@NullMarked
package dev.animals.release.job;

import org.jspecify.annotations.NullMarked;
