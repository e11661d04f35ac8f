/**
 * The service on Knative as its callers see it: requests through the gateway, scaling,
 * and pods that go away.
 */
@NullMarked
package dev.animals.e2e.serving;

import org.jspecify.annotations.NullMarked;
