/**
 * Fetches photos that an event names instead of carrying them. It is off by default.
 * Senders choose the address, so this package limits where the service connects, how long
 * it waits, and what it accepts.
 */
@NullMarked
package dev.animals.objects;

import org.jspecify.annotations.NullMarked;
