/**
 * Access to the API server: the Knative Service, its revisions and pods, and the Lease
 * that a command holds while it changes them.
 */
@NullMarked
package dev.animals.release.cluster;

import org.jspecify.annotations.NullMarked;
