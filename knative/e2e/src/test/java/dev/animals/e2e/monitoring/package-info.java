/**
 * Tests the monitoring on a real cluster: Prometheus counts every request, and rules and
 * dashboard have data.
 */
@NullMarked
package dev.animals.e2e.monitoring;

import org.jspecify.annotations.NullMarked;
