@NullMarked
package dev.animals.process;

import org.jspecify.annotations.NullMarked;
