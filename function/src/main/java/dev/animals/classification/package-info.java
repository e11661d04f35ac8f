/**
 * What the network's logits say: calibrated probabilities, ranked animals, a verdict.
 */
@NullMarked
package dev.animals.classification;

import org.jspecify.annotations.NullMarked;
