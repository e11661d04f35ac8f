/**
 * Puts together the files of the container image, and measures the finished image. Jib
 * makes layers of the files; nothing of this package is in the image.
 */
@NullMarked
package dev.animals.container;

import org.jspecify.annotations.NullMarked;
