@NullMarked
package dev.animals.release.prometheus;

import org.jspecify.annotations.NullMarked;
