/**
 * Stores events that a Broker could not deliver. Their data may be photos, so it is kept
 * in files for a limited time and never logged. Start at
 * {@link dev.animals.release.deadletters.DeadLetterSink}.
 */
@NullMarked
package dev.animals.release.deadletters;

import org.jspecify.annotations.NullMarked;
