@NullMarked
package dev.animals.metrics;

import org.jspecify.annotations.NullMarked;
