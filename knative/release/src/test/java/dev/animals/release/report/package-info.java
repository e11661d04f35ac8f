/**
 * Tests of reports.
 */
@NullMarked
package dev.animals.release.report;

import org.jspecify.annotations.NullMarked;
