package dev.animals.metrics;

import java.util.Locale;

/**
 * A part of a request that is measured.
 */
public enum Stage {

	/** Bytes to pixels. */
	DECODE,

	/** Pixels to logits. */
	INFERENCE,

	/** All of it, from an event to its answer. */
	TOTAL;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
