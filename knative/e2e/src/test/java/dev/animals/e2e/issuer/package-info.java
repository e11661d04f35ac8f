@NullMarked
package dev.animals.e2e.issuer;

import org.jspecify.annotations.NullMarked;
