package dev.animals.classification;

import java.util.Locale;

/**
 * What a photo shows as a whole.
 */
public enum Verdict {

	/** An animal, and the best label says which. */
	ANIMAL,

	/** Something else: the animal classes together hold too little probability. */
	NOT_ANIMAL,

	/** Perhaps an animal, but too little is known to say which. */
	UNKNOWN;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
