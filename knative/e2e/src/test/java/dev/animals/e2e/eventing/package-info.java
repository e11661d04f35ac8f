/**
 * Tests events that go through a Knative Broker to the service and back.
 */
@NullMarked
package dev.animals.e2e.eventing;

import org.jspecify.annotations.NullMarked;
