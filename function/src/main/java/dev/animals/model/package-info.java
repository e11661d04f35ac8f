/**
 * The network and what is known of it: the only package that knows the engine.
 */
@NullMarked
package dev.animals.model;

import org.jspecify.annotations.NullMarked;
