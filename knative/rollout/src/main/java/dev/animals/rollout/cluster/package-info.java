/**
 * The Service of Knative whose traffic is split, and who may do so.
 */
@NullMarked
package dev.animals.rollout.cluster;

import org.jspecify.annotations.NullMarked;
