/**
 * Photos that are sent to the candidate and to stable before any user meets it.
 */
@NullMarked
package dev.animals.release.smoke;

import org.jspecify.annotations.NullMarked;
