/**
 * Simulates rollouts of good and bad candidates. The simulation shows how often and how
 * soon the rules of {@code rollout.yaml} decide correctly, before real users depend on
 * them.
 */
@NullMarked
package dev.animals.release.simulation;

import org.jspecify.annotations.NullMarked;
