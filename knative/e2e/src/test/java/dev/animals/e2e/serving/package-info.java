/**
 * Tests the service on Knative from the callers' point of view: requests through the
 * gateway, scaling, and the loss of pods.
 */
@NullMarked
package dev.animals.e2e.serving;

import org.jspecify.annotations.NullMarked;
