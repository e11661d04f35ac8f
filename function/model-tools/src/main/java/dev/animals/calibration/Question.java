package dev.animals.calibration;

import dev.animals.calibration.Figures.Answer;
import dev.animals.classification.Subject;

/**
 * A question about the answer to one photo, which is counted over all photos that it
 * applies to.
 */
enum Question {

	RIGHT_LABEL("rightLabel", "Is the best label right? (photos of %2$ss)"),

	FIRST_FIVE("rightLabelAmongFirstFive", "Is the right label among the first five?"),

	RIGHT_GROUP("rightGroup", "Is the best label in the right group of %2$ss?"),

	SUBJECT("verdictNamesSubject", "Is a photo of %1$s answered with the verdict `%3$s`?"),

	SUBJECT_FOR_OTHER("verdictNamesSubjectForOther", "Is a photo without %1$s answered with the verdict `%3$s`?");

	private final String field;

	private final String text;

	Question(String field, String text) {
		this.field = field;
		this.text = text;
	}

	/** Returns the name of the figure in JSON. */
	String field() {
		return this.field;
	}

	/** Returns the question as Markdown. */
	String text(Subject subject) {
		return this.text.formatted(subject.withArticle(), subject.words(), subject.name());
	}

	/**
	 * Returns whether the question is about photos without an animal, and about photos of
	 * animals that have a class otherwise.
	 */
	boolean isAboutOther() {
		return this == SUBJECT_FOR_OTHER;
	}

	/** Returns whether the answer to a photo meets the condition. */
	boolean holds(Answer answer) {
		return switch (this) {
			case RIGHT_LABEL -> answer.isRight();
			case FIRST_FIVE -> answer.isAmongTheFirst(Figures.MOST_ANSWERS);
			case RIGHT_GROUP -> answer.isRightGroup();
			case SUBJECT, SUBJECT_FOR_OTHER -> answer.isAnimal();
		};
	}

	/** Returns the share of the photos whose answer meets the condition. */
	Share share(Figures figures) {
		return Share.of(isAboutOther() ? figures.other() : figures.animals(), this::holds);
	}

}
