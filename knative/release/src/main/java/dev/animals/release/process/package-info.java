/**
 * Programs that the release program starts, such as {@code kubectl} and {@code cosign}.
 */
@NullMarked
package dev.animals.release.process;

import org.jspecify.annotations.NullMarked;
