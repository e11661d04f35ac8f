package dev.animals.classification;

import java.util.Locale;

/**
 * Whether a photo shows an animal. The {@link #toString() text} appears in answers and is
 * the value of the metric tag {@code verdict}.
 */
public enum Verdict {

	/** The photo shows an animal, and the best label names it. */
	ANIMAL,

	/** The photo shows something else: all animal classes together are improbable. */
	NOT_ANIMAL,

	/** The photo may show an animal, but no class is probable enough to name it. */
	UNKNOWN;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
