/**
 * What Knative says of the Services {@code animals}, as metrics: which revision has which
 * tag and how much of the traffic, and whether the route is ready. Start at
 * {@link dev.animals.traffic.TrafficExporter}.
 */
@NullMarked
package dev.animals.traffic;

import org.jspecify.annotations.NullMarked;
