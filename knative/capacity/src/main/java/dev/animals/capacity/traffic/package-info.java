/**
 * Traffic: how many requests arrive when. It is read from a file
 * ({@link dev.animals.capacity.traffic.TrafficFile}) or computed
 * ({@link dev.animals.capacity.traffic.Examples}).
 */
@NullMarked
package dev.animals.capacity.traffic;

import org.jspecify.annotations.NullMarked;
