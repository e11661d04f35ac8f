/**
 * The release program: every command that changes who gets which traffic.
 */
@NullMarked
package dev.animals.release;

import org.jspecify.annotations.NullMarked;
