@NullMarked
package dev.animals.release.cluster;

import org.jspecify.annotations.NullMarked;
