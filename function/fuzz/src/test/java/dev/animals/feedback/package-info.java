/**
 * Fuzz tests of prediction tokens.
 */
@NullMarked
package dev.animals.feedback;

import org.jspecify.annotations.NullMarked;
