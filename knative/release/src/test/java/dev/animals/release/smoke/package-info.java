/**
 * Tests the smoke set.
 */
@NullMarked
package dev.animals.release.smoke;

import org.jspecify.annotations.NullMarked;
