package dev.animals.calibration;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.animals.calibration.Figures.Answer;
import dev.animals.classification.ClassLabel;

import static dev.animals.calibration.Numbers.number;
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

	static String right(Answer answer) {
		return answer.right().stream().map(ClassLabel::label).collect(Collectors.joining(" or "));
	}

	/**
	 * Returns all figures for programs.
	 * @return shares with their 95 % interval, the calibration error, the confusions, the
	 * time and the size
	 */
	Map<String, Object> toMap() {
		Map<String, Object> fields = ordered("photos",
				ordered("withClass", this.figures.animals().size(), "other", this.figures.other().size()));
		for (Question question : Question.values()) {
			fields.put(question.field(), question.share(this.figures).toMap());
		}
		fields.put("calibrationError", number(this.figures.calibrationError()));
		fields.put("confusions",
				confusions().stream()
					.map((confusion) -> ordered("right", confusion.right(), "answered", confusion.answered(), "photos",
							confusion.photos()))
					.toList());
		fields.put("medianMilliseconds", number(this.milliseconds));
		fields.put("networkBytes", this.bytes);
		return fields;
	}

}
