package dev.animals.calibration;

/**
 * The result of a comparison in one sentence.
 *
 * @param outcome the result for programs
 * @param sentence the result for people
 */
record ComparisonVerdict(Outcome outcome, String sentence) {

	/** The result, from the point of view of the first model. */
	enum Outcome {

		/** The first model is right more often. */
		BETTER,

		/** The second model is right more often. */
		WORSE,

		/** Answers differ, but chance may explain why one model is right more often. */
		UNDECIDED,

		/** All answers are the same. */
		SAME,

		/** No photo shows an animal with a class. */
		UNMEASURED

	}

	/** Judges how often the best label is right. */
	static ComparisonVerdict of(Comparison comparison) {
		PairedShare right = comparison.paired(Question.RIGHT_LABEL);
		if (!comparison.photos().isEmpty() && comparison.differing().isEmpty()) {
			return new ComparisonVerdict(Outcome.SAME, "%s and %s give the same answers to all %d photos."
				.formatted(comparison.model().name(), comparison.against().name(), comparison.photos().size()));
		}
		String animals = "photos of %ss".formatted(comparison.subject().words());
		if (right.of() == 0) {
			return new ComparisonVerdict(Outcome.UNMEASURED,
					"No label names a class of both models, so nobody knows which is right more often.");
		}
		if (right.isShown()) {
			return new ComparisonVerdict((right.difference() > 0) ? Outcome.BETTER : Outcome.WORSE,
					lead(comparison, right, animals) + ".");
		}
		String reason = (right.difference() == 0)
				? "both are right in %s of %d, 95 %% interval of the difference %s to %s points".formatted(
						right.model().count(), right.of(), PairedShare.points(right.bound(-1)),
						PairedShare.points(right.bound(1)))
				: lead(comparison, right, animals);
		return new ComparisonVerdict(Outcome.UNDECIDED,
				"These %d %s do not show which model is right more often: %s.".formatted(right.of(), animals, reason));
	}

	/** Names the model that is right more often first, so that the number is positive. */
	private static String lead(Comparison comparison, PairedShare right, String animals) {
		boolean model = right.difference() > 0;
		PairedShare lead = model ? right : right.swapped();
		return "%s is right in %s points more %s than %s, 95 %% interval %s to %s".formatted(
				(model ? comparison.model() : comparison.against()).name(), PairedShare.points(lead.difference()),
				animals, (model ? comparison.against() : comparison.model()).name(), PairedShare.points(lead.bound(-1)),
				PairedShare.points(lead.bound(1)));
	}

}
