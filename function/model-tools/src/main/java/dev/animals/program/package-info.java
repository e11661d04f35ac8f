/**
 * Code that all programs of this module share. If the input of a program is invalid, it
 * prints one sentence instead of a stack trace.
 */
@NullMarked
package dev.animals.program;

import org.jspecify.annotations.NullMarked;
