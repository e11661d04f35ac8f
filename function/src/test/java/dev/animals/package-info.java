@NullMarked
package dev.animals;

import org.jspecify.annotations.NullMarked;
