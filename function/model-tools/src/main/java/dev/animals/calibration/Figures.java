package dev.animals.calibration;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.animals.calibration.CalibrationError.Judged;
import dev.animals.classification.ClassLabel;
import dev.animals.classification.Classification;
import dev.animals.classification.Subject;
import dev.animals.classification.Verdict;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

/**
 * A model's answers to labelled photos, and figures on how many are right.
 *
 * @param animals the answers to photos of animals that the model has a class for
 * @param other the answers to photos without an animal
 */
record Figures(List<Answer> animals, List<Answer> other) {

	static final int MOST_ANSWERS = 5;

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

	/** Takes no answers to photos of animals that the model has no class for. */
	static Figures of(List<PhotoAnswer> answers) {
		return new Figures(
				answers.stream().map(PhotoAnswer::answer).filter((answer) -> !answer.right().isEmpty()).toList(),
				answers.stream().filter((answer) -> !answer.photo().showsAnimal()).map(PhotoAnswer::answer).toList());
	}

	/**
	 * Returns a table that compares the figures of several precisions and engines.
	 * @param figures the figures for the same photos by the column's name, and first
	 * those with which the others are compared
	 * @param subject the subject of the model
	 */
	static String table(SequencedMap<String, Figures> figures, Subject subject) {
		String first = figures.firstEntry().getKey();
		Figures exact = figures.firstEntry().getValue();
		String questions = Stream.of(Question.values())
			.map((question) -> row(question.text(subject), figures, (_, column) -> question.share(column).toString()))
			.collect(joining());
		return row("question", figures, (column, _) -> column) + row("---", figures, (_, _) -> "---") + questions
				+ row("Expected calibration error, %d bins".formatted(CalibrationError.BINS), figures,
						(_, column) -> "%.3f".formatted(column.calibrationError()))
				+ row("Is the verdict the same as in %s? (all photos)".formatted(first), figures,
						(_, column) -> Agreement.of(exact, column).verdicts().toString())
				+ row("Mean change of the confidence from %s (photos of %ss)".formatted(first, subject.words()),
						figures, (_, column) -> "%.4f".formatted(Agreement.of(exact, column).confidence()));
	}

	private static String row(String question, Map<String, Figures> figures, BiFunction<String, Figures, String> cell) {
		return figures.entrySet()
			.stream()
			.map((entry) -> cell.apply(entry.getKey(), entry.getValue()))
			.collect(joining(" | ", "| " + question + " | ", " |" + System.lineSeparator()));
	}

	double calibrationError() {
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
	 * The agreement of two columns, which have the same photos in the same order.
	 *
	 * @param verdicts the photos with equal verdicts
	 * @param confidence the mean absolute difference of the best animal's confidence, for
	 * photos of animals
	 */
	record Agreement(Share verdicts, double confidence) {

		static Agreement of(Figures one, Figures other) {
			List<Answer> first = Stream.concat(one.animals().stream(), one.other().stream()).toList();
			List<Answer> second = Stream.concat(other.animals().stream(), other.other().stream()).toList();
			long equal = IntStream.range(0, first.size())
				.filter((i) -> first.get(i).answer().verdict() == second.get(i).answer().verdict())
				.count();
			double change = IntStream.range(0, one.animals().size())
				.mapToDouble((i) -> Math
					.abs(first.get(i).answer().best().confidence() - second.get(i).answer().best().confidence()))
				.average()
				.orElse(Double.NaN);
			return new Agreement(new Share(equal, first.size()), change);
		}

	}

}
