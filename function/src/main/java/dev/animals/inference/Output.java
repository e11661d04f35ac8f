package dev.animals.inference;

import java.util.Locale;

/**
 * A tensor that the model can answer with. The {@link #toString() text} is its name.
 */
public enum Output {

	/** The calibrated probability of each animal. */
	PROBABILITIES,

	/** Whether the photo shows an animal. */
	VERDICT,

	/** The signed token to send back with feedback. */
	PREDICTION,

	/** The raw logits of all classes. */
	LOGITS;

	/**
	 * Returns whether the elements are scores of classes, so that the best classes can be
	 * asked for.
	 */
	boolean hasScores() {
		return switch (this) {
			case PROBABILITIES, LOGITS -> true;
			case VERDICT, PREDICTION -> false;
		};
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
