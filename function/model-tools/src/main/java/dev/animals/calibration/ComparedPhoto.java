package dev.animals.calibration;

import java.util.Locale;
import java.util.Map;

import dev.animals.calibration.Figures.Answer;
import dev.animals.classification.Subject;
import dev.animals.photos.LabelledPhoto;

/**
 * The answers of two models to the same photo.
 *
 * @param photo the photo
 * @param model the answer of the first model
 * @param against the answer of the second model
 */
record ComparedPhoto(LabelledPhoto photo, Answer model, Answer against) {

	/** Tells which of two answers is right. */
	enum Right {

		/** Only the first model is right. */
		MODEL,

		/** Only the second model is right. */
		AGAINST,

		/** Both answers are right. */
		BOTH,

		/** Both answers are wrong. */
		NEITHER,

		/** The model has no class for the animal in the photo. */
		UNKNOWN

	}

	/**
	 * Returns whether the answers differ for users: in the verdict, or in the best label
	 * of a photo of an animal.
	 */
	boolean differs() {
		boolean otherLabel = !this.model.answer().best().label().equals(this.against.answer().best().label());
		return this.model.answer().verdict() != this.against.answer().verdict()
				|| (this.photo.showsAnimal() && otherLabel);
	}

	/**
	 * Returns which answer is right: the one with a right label, or without the verdict
	 * that names an animal if the photo shows none.
	 */
	Right right() {
		if (this.photo.showsAnimal() && this.model.right().isEmpty()) {
			return Right.UNKNOWN;
		}
		boolean first = isRight(this.model);
		boolean second = isRight(this.against);
		if (first == second) {
			return first ? Right.BOTH : Right.NEITHER;
		}
		return first ? Right.MODEL : Right.AGAINST;
	}

	private boolean isRight(Answer answer) {
		return this.photo.showsAnimal() ? answer.isRight() : !answer.isAnimal();
	}

	/** Returns the absolute difference of the confidences, in 0–1. */
	double confidenceChange() {
		return Math.abs(this.model.answer().best().confidence() - this.against.answer().best().confidence());
	}

	/** Returns the right labels as people read them. */
	String labels() {
		return this.model.right().isEmpty() ? String.join(" or ", this.photo.labels()) : Evaluation.right(this.model);
	}

	/** Returns an answer as people read it, for instance {@code koala (93 %)}. */
	static String text(Answer answer, Subject subject) {
		String verdict = answer.isAnimal() ? "" : ", verdict " + answer.answer().verdict().of(subject);
		return String.format(Locale.ROOT, "%s (%.0f %%)%s", answer.answer().best().label(),
				100 * answer.answer().best().confidence(), verdict);
	}

	/** Returns the photo for JSON. */
	Map<String, Object> toMap(Subject subject) {
		return Numbers.ordered("photo", this.photo.name(), "labels", labels(), "right",
				right().name().toLowerCase(Locale.ROOT), "model", toMap(this.model, subject), "against",
				toMap(this.against, subject));
	}

	private static Map<String, Object> toMap(Answer answer, Subject subject) {
		return Numbers.ordered("verdict", answer.answer().verdict().of(subject), "label",
				answer.answer().best().label(), "confidence", Numbers.number(answer.answer().best().confidence()));
	}

}
