/**
 * The animal classifier. Its parts are wired together here.
 */
@NullMarked
package dev.animals;

import org.jspecify.annotations.NullMarked;
