/**
 * Tests of smokes.
 */
@NullMarked
package dev.animals.release.smoke;

import org.jspecify.annotations.NullMarked;
