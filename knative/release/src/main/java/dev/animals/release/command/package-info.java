/**
 * The subcommands, their options, and the rules that all of them follow.
 */
@NullMarked
package dev.animals.release.command;

import org.jspecify.annotations.NullMarked;
