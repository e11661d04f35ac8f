/**
 * Programs that measure how fast the service is and how it compares with others. Only
 * {@code make bench} and its siblings run them; docs/evidence/performance.md has their
 * results.
 */
@NullMarked
package dev.animals.benchmark;

import org.jspecify.annotations.NullMarked;
