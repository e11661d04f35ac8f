/**
 * What each revision did, exactly, from the counters that Prometheus reads.
 */
@NullMarked
package dev.animals.release.prometheus;

import org.jspecify.annotations.NullMarked;
