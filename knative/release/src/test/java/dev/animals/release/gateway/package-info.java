@NullMarked
package dev.animals.release.gateway;

import org.jspecify.annotations.NullMarked;
