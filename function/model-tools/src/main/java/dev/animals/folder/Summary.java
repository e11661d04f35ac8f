package dev.animals.folder;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.animals.event.Answer;

/**
 * Counts the lines of a file of answers, including those of earlier runs.
 */
final class Summary {

	private static final int NAMED = 10;

	private final Map<String, Integer> verdicts = new HashMap<>();

	private final Map<String, Integer> labels = new HashMap<>();

	private final Map<String, Integer> reasons = new HashMap<>();

	synchronized void count(Line line) {
		Answer answer = line.answer();
		if (answer != null) {
			this.verdicts.merge(answer.verdict(), 1, Integer::sum);
			this.labels.merge(answer.top().getFirst().label(), 1, Integer::sum);
		}
		if (line.rejection() != null) {
			this.reasons.merge(line.rejection().reason(), 1, Integer::sum);
		}
	}

	/**
	 * Describes the counts.
	 * @param now how many of the photos this run classified or rejected
	 * @param elapsed the time that they took
	 * @return lines of text
	 */
	synchronized String text(int now, Duration elapsed) {
		double seconds = elapsed.toMillis() / 1000.0;
		return String.join("\n",
				List.of("Photos:    %d classified, %d rejected".formatted(sum(this.verdicts), sum(this.reasons)),
						"Rejected:  " + mostFrequent(this.reasons), "Verdicts:  " + mostFrequent(this.verdicts),
						"Labels:    " + mostFrequent(this.labels), String.format(Locale.ROOT,
								"This run:  %d photos in %.1f s, %.1f photos/s", now, seconds, now / seconds)));
	}

	private static int sum(Map<String, Integer> counts) {
		return counts.values().stream().mapToInt(Integer::intValue).sum();
	}

	/** Names the most frequent values, and how many others there are. */
	private static String mostFrequent(Map<String, Integer> counts) {
		if (counts.isEmpty()) {
			return "none";
		}
		String named = counts.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
				.thenComparing(Map.Entry.comparingByKey()))
			.limit(NAMED)
			.map((entry) -> entry.getKey() + " " + entry.getValue())
			.collect(Collectors.joining(", "));
		return (counts.size() > NAMED) ? named + " and %d others".formatted(counts.size() - NAMED) : named;
	}

}
