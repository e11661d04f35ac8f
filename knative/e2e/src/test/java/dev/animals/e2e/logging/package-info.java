/**
 * Tests that the log lines and traces of requests reach the stores that {@code make
 * logging} installs.
 */
@NullMarked
package dev.animals.e2e.logging;

import org.jspecify.annotations.NullMarked;
