/**
 * Tests the storage of dead letters.
 */
@NullMarked
package dev.animals.release.deadletters;

import org.jspecify.annotations.NullMarked;
