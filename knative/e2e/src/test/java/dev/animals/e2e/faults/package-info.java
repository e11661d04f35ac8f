/**
 * Candidates with faults, which a rollout has to take back.
 */
@NullMarked
package dev.animals.e2e.faults;

import org.jspecify.annotations.NullMarked;
