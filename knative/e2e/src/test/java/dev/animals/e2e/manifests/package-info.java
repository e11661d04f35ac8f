/**
 * The manifests: every overlay with every component renders, and the API server accepts
 * the result.
 */
@NullMarked
package dev.animals.e2e.manifests;

import org.jspecify.annotations.NullMarked;
