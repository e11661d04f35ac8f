/**
 * Tests of the exporter against a fake of Kubernetes' API server.
 */
@NullMarked
package dev.animals.release.export;

import org.jspecify.annotations.NullMarked;
