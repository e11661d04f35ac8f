@NullMarked
package dev.animals.benchmark;

import org.jspecify.annotations.NullMarked;
