package dev.animals.release.judge;

import java.util.Optional;
import java.util.function.Function;

/**
 * An event to count in the next block, and how much more often it may occur with the
 * candidate than with stable.
 *
 * @param event counts the cases and those in which the event occurred
 * @param margin the difference between candidate and stable to test, in 0–1
 */
record Question(Function<Counts, Share> event, double margin) {

	/**
	 * Chooses the question about the next block from the earlier blocks only. A test is
	 * valid only if the next block does not influence its question.
	 */
	@FunctionalInterface
	interface Asker {

		/** Returns the question; empty if too little was seen to ask one. */
		Optional<Question> after(Block before);

	}

	/** Always asks the same question. */
	static Asker always(double margin, Function<Counts, Share> event) {
		Optional<Question> question = Optional.of(new Question(event, margin));
		return (_) -> question;
	}

	/** Chooses the question from stable's counts only. */
	static Asker ofStable(Function<Counts, Optional<Question>> choose) {
		return new Asker() {

			private Counts last = Counts.NONE;

			private Optional<Question> question = choose.apply(Counts.NONE);

			@Override
			public Optional<Question> after(Block before) {
				// All steps have the same counts of stable.
				if (!this.last.isSame(before.stable())) {
					this.last = before.stable();
					this.question = choose.apply(this.last);
				}
				return this.question;
			}

		};
	}

}
