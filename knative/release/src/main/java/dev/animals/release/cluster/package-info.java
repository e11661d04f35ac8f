/**
 * The Service of Knative whose traffic is split, its pods, and the Lease of those who
 * change it.
 */
@NullMarked
package dev.animals.release.cluster;

import org.jspecify.annotations.NullMarked;
