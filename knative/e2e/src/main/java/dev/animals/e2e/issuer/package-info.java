/**
 * An issuer of tokens in the cluster: the server of its public keys.
 */
@NullMarked
package dev.animals.e2e.issuer;

import org.jspecify.annotations.NullMarked;
