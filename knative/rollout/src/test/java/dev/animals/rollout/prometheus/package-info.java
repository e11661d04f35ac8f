@NullMarked
package dev.animals.rollout.prometheus;

import org.jspecify.annotations.NullMarked;
