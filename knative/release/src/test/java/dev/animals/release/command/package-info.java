@NullMarked
package dev.animals.release.command;

import org.jspecify.annotations.NullMarked;
