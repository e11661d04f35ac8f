/**
 * What all programs of this module share: they end with one sentence, not with a stack
 * trace, when their input is wrong.
 */
@NullMarked
package dev.animals.program;

import org.jspecify.annotations.NullMarked;
