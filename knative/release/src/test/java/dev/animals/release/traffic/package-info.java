@NullMarked
package dev.animals.release.traffic;

import org.jspecify.annotations.NullMarked;
