/**
 * Tests of sending photos with unsure predictions.
 */
@NullMarked
package dev.animals.hardexamples;

import org.jspecify.annotations.NullMarked;
