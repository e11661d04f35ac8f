/**
 * A simulation of one revision, request by request: requests arrive at the activator,
 * which hands them to pods, and the autoscaler starts and stops pods.
 * {@link dev.animals.capacity.simulation.Simulation} runs it.
 */
@NullMarked
package dev.animals.capacity.simulation;

import org.jspecify.annotations.NullMarked;
