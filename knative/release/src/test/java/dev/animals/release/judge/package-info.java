@NullMarked
package dev.animals.release.judge;

import org.jspecify.annotations.NullMarked;
