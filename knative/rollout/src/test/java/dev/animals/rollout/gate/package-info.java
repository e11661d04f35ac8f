@NullMarked
package dev.animals.rollout.gate;

import org.jspecify.annotations.NullMarked;
