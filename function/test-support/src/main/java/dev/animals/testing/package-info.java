/**
 * Support that the tests and the measuring programs of several modules share.
 */
@NullMarked
package dev.animals.testing;

import org.jspecify.annotations.NullMarked;
