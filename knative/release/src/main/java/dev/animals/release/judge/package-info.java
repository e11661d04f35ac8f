/**
 * Decides whether the candidate is as good as stable. Statistical tests compare the
 * requests of both in the same period, and their results may be checked as often as
 * needed.
 */
@NullMarked
package dev.animals.release.judge;

import org.jspecify.annotations.NullMarked;
