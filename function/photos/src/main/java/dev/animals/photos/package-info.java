/**
 * Labelled photos: the repository's own, and folders of labelled photos that commands
 * take as {@code PHOTOS=DIR}.
 */
@NullMarked
package dev.animals.photos;

import org.jspecify.annotations.NullMarked;
