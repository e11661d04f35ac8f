/**
 * Fuzz tests of the image decoders.
 */
@NullMarked
package dev.animals.image;

import org.jspecify.annotations.NullMarked;
