package dev.animals.event;

import dev.animals.classification.Classifier;

/**
 * What the sender of a photo wants to get.
 *
 * @param top how many animals to name, from 1 to {@value Classifier#LONGEST_RANKING}
 * @param canAsk whether the sender can ask a person if the answer is right
 */
public record AnswerOptions(int top, boolean canAsk) {

	/** The number of animals in an answer if the sender does not ask for another. */
	public static final int DEFAULT_TOP = 5;

	/** The options of a sender that names none. */
	public static final AnswerOptions DEFAULT = new AnswerOptions(DEFAULT_TOP, false);

}
