/**
 * Programs that put together the files of the container image, and that measure the
 * finished image. The image contains no class of this package.
 */
@NullMarked
package dev.animals.container;

import org.jspecify.annotations.NullMarked;
