/**
 * The network: its files, their checks and its predictions. Only this package depends on
 * DJL and the native libraries of its engines.
 */
@NullMarked
package dev.animals.model;

import org.jspecify.annotations.NullMarked;
