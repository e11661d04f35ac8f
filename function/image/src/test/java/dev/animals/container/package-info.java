/**
 * Tests of the assembled image.
 */
@NullMarked
package dev.animals.container;

import org.jspecify.annotations.NullMarked;
