/**
 * The rollout: raises the candidate's share of the traffic step by step, judges it by the
 * metrics in Prometheus, and takes it back as soon as there is evidence that it is worse.
 */
@NullMarked
package dev.animals.release.rollout;

import org.jspecify.annotations.NullMarked;
