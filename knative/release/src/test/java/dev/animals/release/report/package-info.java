/**
 * Tests the reports of a rollout.
 */
@NullMarked
package dev.animals.release.report;

import org.jspecify.annotations.NullMarked;
