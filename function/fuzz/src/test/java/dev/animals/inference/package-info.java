/**
 * Fuzz tests of the Open Inference Protocol.
 */
@NullMarked
package dev.animals.inference;

import org.jspecify.annotations.NullMarked;
