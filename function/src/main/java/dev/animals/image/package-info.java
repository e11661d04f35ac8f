/**
 * Turns untrusted bytes into upright RGB pixels, or says why not. What an image is, its
 * bytes decide; how large it is, its header says before any memory is taken for pixels.
 * Start at {@link dev.animals.image.ImageDecoder}.
 */
@NullMarked
package dev.animals.image;

import org.jspecify.annotations.NullMarked;
