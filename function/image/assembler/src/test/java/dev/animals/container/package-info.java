@NullMarked
package dev.animals.container;

import org.jspecify.annotations.NullMarked;
