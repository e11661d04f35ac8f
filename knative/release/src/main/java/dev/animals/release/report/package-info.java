/**
 * Shows a rollout to people: in a terminal, in a log, in a merge request and as a page.
 */
@NullMarked
package dev.animals.release.report;

import org.jspecify.annotations.NullMarked;
