package dev.animals.calibration;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.animals.calibration.Figures.Answer;
import dev.animals.classification.ClassLabel;

import static dev.animals.calibration.Numbers.ordered;

/**
 * The figures of a model in one precision.
 *
 * @param figures the figures of its answers to the photos
 * @param milliseconds the median time of a prediction on one thread of this machine, with
 * the resize and without decoding; NaN without photos
 * @param bytes the size of the network's file
 */
record Evaluation(Figures figures, double milliseconds, long bytes) {

	private static final int DECIMALS = 4;

	/**
	 * The number of photos of one class that get a certain class as their answer.
	 *
	 * @param right the right classes of the photos, for instance {@code koala}
	 * @param answered the best label of the answer
	 * @param photos the number of photos
	 */
	record Confusion(String right, String answered, long photos) {

		boolean isRight() {
			return List.of(this.right.split(" or ")).contains(this.answered);
		}

	}

	/**
	 * Counts the answers for each right class.
	 * @return right and wrong answers, the most frequent first
	 */
	List<Confusion> confusions() {
		Map<List<String>, Long> counts = this.figures.animals()
			.stream()
			.collect(Collectors.groupingBy((answer) -> List.of(right(answer), answer.answer().best().label()),
					() -> new TreeMap<>(Comparator.comparing(List::toString)), Collectors.counting()));
		return counts.entrySet()
			.stream()
			.map((entry) -> new Confusion(entry.getKey().getFirst(), entry.getKey().getLast(), entry.getValue()))
			.sorted(Comparator.comparingLong(Confusion::photos).reversed())
			.toList();
	}

	private static String right(Answer answer) {
		return answer.right().stream().map(ClassLabel::label).collect(Collectors.joining(" or "));
	}

	/**
	 * Returns all figures for programs.
	 * @return shares with their 95 % interval, the calibration error, the confusions, the
	 * time and the size
	 */
	Map<String, Object> toMap() {
		return ordered("photos",
				ordered("withClass", this.figures.animals().size(), "other", this.figures.other().size()), "rightLabel",
				share(Answer::isRight), "rightLabelAmongFirstFive",
				share((answer) -> answer.isAmongTheFirst(Figures.MOST_ANSWERS)), "rightGroup",
				share(Answer::isRightGroup), "verdictNamesSubject", share(Answer::isAnimal),
				"verdictNamesSubjectForOther", share(this.figures.falseAnimals()), "calibrationError",
				number(this.figures.calibrationError()), "confusions",
				confusions().stream()
					.map((confusion) -> ordered("right", confusion.right(), "answered", confusion.answered(), "photos",
							confusion.photos()))
					.toList(),
				"medianMilliseconds", number(this.milliseconds), "networkBytes", this.bytes);
	}

	private Map<String, Object> share(Predicate<Answer> predicate) {
		return share(this.figures.share(predicate));
	}

	private static Map<String, Object> share(Share share) {
		return (share.of() == 0) ? ordered("count", 0, "of", 0)
				: ordered("count", share.count(), "of", share.of(), "interval95",
						List.of(Numbers.round(share.bound(-1), DECIMALS), Numbers.round(share.bound(1), DECIMALS)));
	}

	/** Returns a text for NaN, which JSON cannot express. */
	private static Object number(double value) {
		return Double.isNaN(value) ? "unknown" : Numbers.round(value, DECIMALS);
	}

}
