/**
 * Starts the animal classifier and wires its parts together.
 */
@NullMarked
package dev.animals;

import org.jspecify.annotations.NullMarked;
