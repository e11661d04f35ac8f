/**
 * Whether the candidate is as good as stable: tests of what both did in the same moments,
 * which may be looked at as often as one likes.
 */
@NullMarked
package dev.animals.release.judge;

import org.jspecify.annotations.NullMarked;
