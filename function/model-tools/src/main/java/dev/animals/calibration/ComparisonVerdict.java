package dev.animals.calibration;

import java.util.List;
import java.util.stream.Stream;

import dev.animals.classification.Subject;

import static java.util.stream.Collectors.joining;

/**
 * The result of a comparison in a sentence on labels, with another sentence for each kind
 * of verdict that differs by more than chance.
 *
 * @param outcome the result for programs
 * @param sentence the result for people
 */
record ComparisonVerdict(Outcome outcome, String sentence) {

	/** The result, from the point of view of the first model. */
	enum Outcome {

		/** The first model is right more often about labels or verdicts. */
		BETTER,

		/** The second model is right more often about labels or verdicts. */
		WORSE,

		/** Each model is right more often about something. */
		MIXED,

		/** Answers differ, but chance may explain why one model is right more often. */
		UNDECIDED,

		/** All answers are the same. */
		SAME,

		/** There are no photos to compare. */
		UNMEASURED

	}

	/** Judges how often the best label and the verdict are right. */
	static ComparisonVerdict of(Comparison comparison) {
		if (comparison.photos().isEmpty()) {
			return new ComparisonVerdict(Outcome.UNMEASURED, "There are no photos that both models can answer.");
		}
		if (comparison.differing().isEmpty()) {
			return new ComparisonVerdict(Outcome.SAME, "%s and %s give the same answers to all %d photos."
				.formatted(comparison.model().name(), comparison.against().name(), comparison.photos().size()));
		}
		List<Question> shown = Stream.of(Question.RIGHT_LABEL, Question.SUBJECT, Question.SUBJECT_FOR_OTHER)
			.filter((question) -> comparison.paired(question).isShown())
			.toList();
		boolean better = shown.stream().anyMatch((question) -> isBetter(question, comparison));
		boolean worse = shown.stream().anyMatch((question) -> !isBetter(question, comparison));
		Outcome outcome = better ? (worse ? Outcome.MIXED : Outcome.BETTER)
				: (worse ? Outcome.WORSE : Outcome.UNDECIDED);
		String sentences = Stream
			.concat(Stream.of(labels(comparison)),
					shown.stream()
						.filter((question) -> question != Question.RIGHT_LABEL)
						.map((question) -> lead(question, comparison) + "."))
			.collect(joining(" "));
		return new ComparisonVerdict(outcome, sentences);
	}

	private static boolean isBetter(Question question, Comparison comparison) {
		return (comparison.paired(question).difference() > 0) != question.isAboutOther();
	}

	private static String labels(Comparison comparison) {
		PairedShare right = comparison.paired(Question.RIGHT_LABEL);
		if (right.of() == 0) {
			return "No photo has a class that both models know, so this compares only verdicts.";
		}
		if (right.isShown()) {
			return lead(Question.RIGHT_LABEL, comparison) + ".";
		}
		String reason = (right.difference() == 0)
				? "both are right in %d of %d, 95 %% interval of the difference %s to %s points".formatted(
						right.model().count(), right.of(), PairedShare.points(right.bound(-1)),
						PairedShare.points(right.bound(1)))
				: lead(Question.RIGHT_LABEL, comparison);
		return "These %d photos of %ss do not show which model is right more often: %s.".formatted(right.of(),
				comparison.subject().words(), reason);
	}

	/** Names the model with the higher share first, so that the number is positive. */
	private static String lead(Question question, Comparison comparison) {
		PairedShare paired = comparison.paired(question);
		boolean model = paired.difference() > 0;
		PairedShare lead = model ? paired : paired.swapped();
		return "%s %s than %s, 95 %% interval %s to %s".formatted(
				(model ? comparison.model() : comparison.against()).name(),
				more(question, comparison.subject()).formatted(PairedShare.points(lead.difference())),
				(model ? comparison.against() : comparison.model()).name(), PairedShare.points(lead.bound(-1)),
				PairedShare.points(lead.bound(1)));
	}

	private static String more(Question question, Subject subject) {
		return switch (question) {
			case RIGHT_LABEL, FIRST_FIVE, RIGHT_GROUP ->
				"is right in %%s points more photos of %ss".formatted(subject.words());
			case SUBJECT ->
				"finds %s in %%s points more photos of %ss".formatted(subject.withArticle(), subject.words());
			case SUBJECT_FOR_OTHER ->
				"finds %1$s in %%s points more photos without %1$s".formatted(subject.withArticle());
		};
	}

}
