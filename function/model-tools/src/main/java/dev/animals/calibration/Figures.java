package dev.animals.calibration;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import dev.animals.calibration.CalibrationError.Judged;
import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.classification.Classifier;
import dev.animals.classification.Verdict;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

/**
 * What a model answers to photos, compared with their labels.
 *
 * @param animals the answers to photos of animals that the model has a class for
 * @param other the answers to photos without an animal
 */
record Figures(List<Answer> animals, List<Answer> other) {

	private static final int MOST_ANSWERS = 5;

	/**
	 * An answer to a photo.
	 *
	 * @param answer the answer
	 * @param right the classes that are right; none if the photo shows no animal
	 */
	record Answer(Classification answer, List<ClassLabel> right) {

		boolean isRight() {
			return isAmongTheFirst(1);
		}

		boolean isAmongTheFirst(int number) {
			return this.answer.ranking()
				.stream()
				.limit(number)
				.anyMatch((ranked) -> this.right.stream().anyMatch((label) -> label.label().equals(ranked.label())));
		}

		boolean isRightGroup() {
			return this.right.stream().anyMatch((label) -> this.answer.best().group().equals(label.group()));
		}

		boolean isAnimal() {
			return this.answer.verdict() == Verdict.ANIMAL;
		}

		String group() {
			return String.valueOf(this.right.getFirst().group());
		}

	}

	static Figures of(List<Observation> observations, Classifier classifier, List<ClassLabel> labels) {
		List<Answer> answers = observations.stream()
			.map((photo) -> new Answer(classifier.classify(photo.logits()),
					photo.accepted().stream().map(labels::get).toList()))
			.toList();
		return new Figures(answers.stream().filter((answer) -> !answer.right().isEmpty()).toList(),
				answers.stream().filter((answer) -> answer.right().isEmpty()).toList());
	}

	/** Returns a table that compares the figures of two precisions. */
	static String table(String one, Figures first, String other, Figures second) {
		return "| question | %s | %s |%n|---|---|---|%n".formatted(one, other)
				+ row("Is the best label right? (photos of animals)", first.count(Answer::isRight),
						second.count(Answer::isRight))
				+ row("Is the right label among the first five?",
						first.count((answer) -> answer.isAmongTheFirst(MOST_ANSWERS)),
						second.count((answer) -> answer.isAmongTheFirst(MOST_ANSWERS)))
				+ row("Is the best label in the right group of animals?", first.count(Answer::isRightGroup),
						second.count(Answer::isRightGroup))
				+ row("Is a photo of an animal answered with the verdict `animal`?", first.count(Answer::isAnimal),
						second.count(Answer::isAnimal))
				+ row("Is a photo without an animal answered with the verdict `animal`?",
						Share.of(first.other(), Answer::isAnimal), Share.of(second.other(), Answer::isAnimal))
				+ "| Expected calibration error, %d bins | %.3f | %.3f |".formatted(CalibrationError.BINS,
						first.calibrationError(), second.calibrationError());
	}

	private static String row(String question, Share first, Share second) {
		return "| %s | %s | %s |%n".formatted(question, first, second);
	}

	private Share count(Predicate<Answer> predicate) {
		return Share.of(this.animals, predicate);
	}

	private double calibrationError() {
		return this.animals.isEmpty() ? Double.NaN
				: CalibrationError.of(this.animals.stream()
					.map((answer) -> new Judged(answer.answer().best().confidence(), answer.isRight()))
					.toList());
	}

	/** Returns a table of the groups of animals, those with the most photos first. */
	String groups() {
		Map<String, List<Answer>> groups = this.animals.stream()
			.collect(groupingBy(Answer::group, TreeMap::new, toList()));
		return "| group | right label | right group |%n|---|---|---|%n".formatted() + groups.entrySet()
			.stream()
			.sorted((one, two) -> two.getValue().size() - one.getValue().size())
			.map((group) -> "| %s | %s | %s |".formatted(group.getKey(), Share.of(group.getValue(), Answer::isRight),
					Share.of(group.getValue(), Answer::isRightGroup)))
			.collect(joining(System.lineSeparator()));
	}

	/**
	 * A share of photos, with its interval of 95 % by Wilson's score (JASA 22, 1927).
	 *
	 * @param count the photos to which it applies
	 * @param of all photos
	 */
	record Share(long count, long of) {

		private static final double Z = 1.96;

		static Share of(List<Answer> answers, Predicate<Answer> predicate) {
			return new Share(answers.stream().filter(predicate).count(), answers.size());
		}

		/** Returns a bound of the interval, in 0–1: the lower for -1, the upper for 1. */
		double bound(int side) {
			double share = (double) this.count / this.of;
			double square = Z * Z / this.of;
			double width = Z * Math.sqrt(share * (1 - share) / this.of + square / (4 * this.of));
			return (share + square / 2 + side * width) / (1 + square);
		}

		@Override
		public String toString() {
			return (this.of == 0) ? "–" : String.format(Locale.ROOT, "%d of %d (%.0f–%.0f %%)", this.count, this.of,
					100 * bound(-1), 100 * bound(1));
		}

	}

}
