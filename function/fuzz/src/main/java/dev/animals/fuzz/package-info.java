/**
 * Runs the fuzz tests for a given time and reports what they found and covered. A test
 * run replays only their seeds.
 */
@NullMarked
package dev.animals.fuzz;

import org.jspecify.annotations.NullMarked;
