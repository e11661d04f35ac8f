/**
 * A local server answers as Kubernetes' API server does.
 */
@NullMarked
package dev.animals.traffic;

import org.jspecify.annotations.NullMarked;
