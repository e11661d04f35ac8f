/**
 * The Service of Knative whose traffic is split, and who may do so.
 */
@NullMarked
package dev.animals.release.cluster;

import org.jspecify.annotations.NullMarked;
