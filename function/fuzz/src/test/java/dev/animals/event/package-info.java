/**
 * Fuzz tests of events.
 */
@NullMarked
package dev.animals.event;

import org.jspecify.annotations.NullMarked;
