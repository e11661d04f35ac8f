@NullMarked
package dev.animals.release.verification;

import org.jspecify.annotations.NullMarked;
