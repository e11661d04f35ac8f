@NullMarked
package dev.animals.model;

import org.jspecify.annotations.NullMarked;
