package dev.animals.event;

import java.util.Locale;

/**
 * A part of a request that is timed. The {@link #toString() text} is the value of the
 * metric tag {@code stage} and the name of the span.
 */
public enum Stage {

	/** From the address of an object to its bytes, for a photo in an object store. */
	FETCH,

	/** From bytes to pixels. */
	DECODE,

	/** From pixels to logits. */
	INFERENCE,

	/** The whole classification, from the event to its answer. */
	TOTAL,

	/** A whole explanation, from the event to the map or the drawing. */
	EXPLANATION;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
