/**
 * Tests that every overlay renders with every component and that the API server accepts
 * the result.
 */
@NullMarked
package dev.animals.e2e.manifests;

import org.jspecify.annotations.NullMarked;
