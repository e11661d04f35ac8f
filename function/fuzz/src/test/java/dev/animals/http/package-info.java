/**
 * Fuzz tests of the readers of request bodies.
 */
@NullMarked
package dev.animals.http;

import org.jspecify.annotations.NullMarked;
