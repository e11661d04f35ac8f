@NullMarked
package dev.animals.rollout.simulation;

import org.jspecify.annotations.NullMarked;
