/**
 * Code that all programs of this module share. If their input is wrong, they print one
 * sentence instead of a stack trace.
 */
@NullMarked
package dev.animals.program;

import org.jspecify.annotations.NullMarked;
