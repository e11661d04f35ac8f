/**
 * Why something was refused: one list of reasons, spelled the same in problem types,
 * event data and metric tags.
 */
@NullMarked
package dev.animals.rejection;

import org.jspecify.annotations.NullMarked;
