package dev.animals.classification;

/**
 * The decision whether a photo shows an animal, or another {@link Subject} of the model.
 * Its {@link #of text} appears in answers and is the value of the metric tag
 * {@code verdict}.
 */
public enum Verdict {

	/** The photo shows an animal, and the best label names it. */
	ANIMAL,

	/** The photo shows something else: all animal classes together are improbable. */
	NOT_ANIMAL,

	/** The photo may show an animal, but no class is probable enough to name it. */
	UNKNOWN;

	/**
	 * Returns the verdict as users see it.
	 * @param subject the subject of the model
	 * @return for instance {@code flower}, {@code not_flower} or {@code unknown}
	 */
	public String of(Subject subject) {
		return switch (this) {
			case ANIMAL -> subject.name();
			case NOT_ANIMAL -> subject.absent();
			case UNKNOWN -> "unknown";
		};
	}

}
