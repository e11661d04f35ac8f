/**
 * Decides who may call the service, and how often. If it is set up to, it accepts only
 * callers with an API key or a token of an OIDC issuer. By default it accepts everybody.
 */
@NullMarked
package dev.animals.access;

import org.jspecify.annotations.NullMarked;
