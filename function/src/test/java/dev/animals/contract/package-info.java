/**
 * Checks the running service against its published contract, {@code openapi.yaml}.
 */
@NullMarked
package dev.animals.contract;

import org.jspecify.annotations.NullMarked;
