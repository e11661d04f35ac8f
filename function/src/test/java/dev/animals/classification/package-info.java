@NullMarked
package dev.animals.classification;

import org.jspecify.annotations.NullMarked;
