/**
 * A candidate on its way to all users: step by step, each judged by what Prometheus saw,
 * and back at the first sign that it is worse.
 */
@NullMarked
package dev.animals.release.rollout;

import org.jspecify.annotations.NullMarked;
