@NullMarked
package dev.animals.release.baseline;

import org.jspecify.annotations.NullMarked;
