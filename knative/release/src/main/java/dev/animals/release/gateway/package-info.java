/**
 * Requests to the service, directly or through its gateway.
 */
@NullMarked
package dev.animals.release.gateway;

import org.jspecify.annotations.NullMarked;
