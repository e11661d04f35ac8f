/**
 * Support for the tests and the measuring programs of several modules.
 */
@NullMarked
package dev.animals.testing;

import org.jspecify.annotations.NullMarked;
