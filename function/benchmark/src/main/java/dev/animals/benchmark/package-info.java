/**
 * How fast the service is, and how it compares: run by {@code make bench} and its
 * siblings, never by the tests. docs/performance.md has the results.
 */
@NullMarked
package dev.animals.benchmark;

import org.jspecify.annotations.NullMarked;
