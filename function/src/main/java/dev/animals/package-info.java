/**
 * The animal classifier: bytes of a photo in, the animals that it may show out.
 */
@NullMarked
package dev.animals;

import org.jspecify.annotations.NullMarked;
