/**
 * {@code make study-autoscaling}: which autoscaling settings answer soonest under a load
 * that grows in steps, and what they cost.
 */
@NullMarked
package dev.animals.e2e.autoscaling;

import org.jspecify.annotations.NullMarked;
