/**
 * The split of the users' traffic, and the decisions that change it. Nothing here calls a
 * cluster.
 */
@NullMarked
package dev.animals.release.traffic;

import org.jspecify.annotations.NullMarked;
