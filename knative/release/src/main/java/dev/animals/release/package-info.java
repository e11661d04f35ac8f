/**
 * The release program: it changes which revision of the Service has which traffic.
 */
@NullMarked
package dev.animals.release;

import org.jspecify.annotations.NullMarked;
