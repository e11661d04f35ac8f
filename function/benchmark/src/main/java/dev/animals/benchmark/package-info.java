/**
 * Programs that measure how fast the service is and how it compares with others. {@code
 * make bench} and the other targets for measurements run them;
 * docs/evidence/performance.md has their results.
 */
@NullMarked
package dev.animals.benchmark;

import org.jspecify.annotations.NullMarked;
