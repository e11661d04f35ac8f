@NullMarked
package dev.animals.release.rollout.simulation;

import org.jspecify.annotations.NullMarked;
