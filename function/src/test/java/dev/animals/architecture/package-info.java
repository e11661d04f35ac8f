/**
 * Checks which package may depend on which.
 */
@NullMarked
package dev.animals.architecture;

import org.jspecify.annotations.NullMarked;
