/**
 * The reasons why the service rejects a request, and the problem (RFC 9457) that
 * describes a rejection to the sender. A reason has the same spelling in problem types,
 * in event data and in metric tags.
 */
@NullMarked
package dev.animals.rejection;

import org.jspecify.annotations.NullMarked;
