/**
 * HTTP in, HTTP out: no other package knows of it. Bodies are read here as bytes, because
 * the framework's own endpoint reads them as strings.
 */
@NullMarked
package dev.animals.http;

import org.jspecify.annotations.NullMarked;
