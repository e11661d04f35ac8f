/**
 * Takes away what the service needs, one thing at a time, and counts what callers get
 * meanwhile.
 */
@NullMarked
package dev.animals.e2e.outages;

import org.jspecify.annotations.NullMarked;
