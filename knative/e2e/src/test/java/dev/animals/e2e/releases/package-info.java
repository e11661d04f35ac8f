/**
 * Tests releases: candidates that do not start, interrupted commands, and releases under
 * load.
 */
@NullMarked
package dev.animals.e2e.releases;

import org.jspecify.annotations.NullMarked;
