@NullMarked
package dev.animals.release.simulation;

import org.jspecify.annotations.NullMarked;
