/**
 * Rollouts of good and bad candidates with simulated users, which show how often and how
 * soon the rules of {@code rollout.yaml} decide rightly before real users depend on them.
 */
@NullMarked
package dev.animals.release.simulation;

import org.jspecify.annotations.NullMarked;
