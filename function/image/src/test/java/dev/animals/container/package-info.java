/**
 * The container image: what is in it, how it is put together, and whether it holds what
 * it promises. None of this is in the image.
 */
@NullMarked
package dev.animals.container;

import org.jspecify.annotations.NullMarked;
