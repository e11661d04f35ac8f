/**
 * The network: its files, their checks and its predictions. Only this package knows DJL
 * and the native libraries of PyTorch.
 */
@NullMarked
package dev.animals.model;

import org.jspecify.annotations.NullMarked;
