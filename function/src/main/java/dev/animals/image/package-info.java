/**
 * Turns untrusted bytes into upright RGB pixels or rejects them. The first bytes decide
 * the format of an image, and its header gives the size before any memory is allocated
 * for pixels. Start at {@link dev.animals.image.ImageDecoder}.
 */
@NullMarked
package dev.animals.image;

import org.jspecify.annotations.NullMarked;
