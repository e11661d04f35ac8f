/**
<<<<<<< HEAD
 * The Service of Knative whose traffic is split, its pods, and the Lease of those who
 * change it.
=======
 * The Service of Knative whose traffic is split, and who may do so.
>>>>>>> rollout
 */
@NullMarked
package dev.animals.release.cluster;

import org.jspecify.annotations.NullMarked;
