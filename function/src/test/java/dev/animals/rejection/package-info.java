@NullMarked
package dev.animals.rejection;

import org.jspecify.annotations.NullMarked;
