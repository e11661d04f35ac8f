/**
 * The monitoring on a real cluster: that Prometheus counts every request, and that rules
 * and dashboard have data.
 */
@NullMarked
package dev.animals.e2e.monitoring;

import org.jspecify.annotations.NullMarked;
