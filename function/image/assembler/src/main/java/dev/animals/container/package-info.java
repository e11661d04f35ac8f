/**
 * Programs that put together the files of the container image, and that measure the
 * finished image. Nothing of this package is in the image.
 */
@NullMarked
package dev.animals.container;

import org.jspecify.annotations.NullMarked;
