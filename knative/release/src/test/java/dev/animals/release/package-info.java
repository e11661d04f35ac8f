@NullMarked
package dev.animals.release;

import org.jspecify.annotations.NullMarked;
