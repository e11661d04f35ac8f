/**
 * Turns the logits of the network into calibrated probabilities, a ranking of animals and
 * a verdict.
 */
@NullMarked
package dev.animals.classification;

import org.jspecify.annotations.NullMarked;
