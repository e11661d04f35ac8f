@NullMarked
package dev.animals.access;

import org.jspecify.annotations.NullMarked;
