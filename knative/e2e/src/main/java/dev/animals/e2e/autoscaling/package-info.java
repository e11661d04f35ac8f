/**
 * {@code make study-autoscaling}: compares the latency and the cost of autoscaling
 * settings under a load that grows in steps.
 */
@NullMarked
package dev.animals.e2e.autoscaling;

import org.jspecify.annotations.NullMarked;
