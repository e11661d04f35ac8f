/**
 * Verifies who built an image and from what, before the image is deployed.
 */
@NullMarked
package dev.animals.release.verification;

import org.jspecify.annotations.NullMarked;
