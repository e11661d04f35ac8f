@NullMarked
package dev.animals.objects;

import org.jspecify.annotations.NullMarked;
