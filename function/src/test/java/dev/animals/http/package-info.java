@NullMarked
package dev.animals.http;

import org.jspecify.annotations.NullMarked;
