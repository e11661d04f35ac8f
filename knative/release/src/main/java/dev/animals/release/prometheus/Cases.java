package dev.animals.release.prometheus;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.animals.release.judge.Counts;

/**
 * Groups the increase of the service's own counters into the counts that the judge
 * compares.
 */
final class Cases {

	private static final String[] DIMENSIONS = { "mode", "format", "size" };

	private Cases() {
	}

	static Map<String, Long> answers(Increase increase, Predicate<Map<String, String>> ours) {
		return counted(increase, ours, (labels) -> label(labels, "verdict") + "/" + label(labels, "group"));
	}

	static Map<String, Long> reasons(Increase increase, Predicate<Map<String, String>> ours) {
		return counted(increase, ours, (labels) -> label(labels, "reason"));
	}

	private static Map<String, Long> counted(Increase increase, Predicate<Map<String, String>> filter,
			Function<Map<String, String>, String> key) {
		Map<String, Long> counts = new TreeMap<>(increase.by(filter, (labels, _) -> key.apply(labels)));
		counts.values().removeIf((count) -> count == 0);
		return counts;
	}

	static Map<String, Long> confidence(Increase increase, Predicate<Map<String, String>> ours) {
		Map<String, Long> confidence = new TreeMap<>();
		increase.bins(ours).forEach((bound, count) -> confidence.put(String.valueOf(bound), count));
		return confidence;
	}

	static Map<String, Map<String, Long>> slices(Increase increase, Predicate<Map<String, String>> ours) {
		Map<String, Map<String, Long>> slices = new TreeMap<>();
		for (String dimension : DIMENSIONS) {
			slices.putAll(counted(increase, ours, (labels) -> dimension + " " + label(labels, dimension),
					(labels) -> label(labels, "outcome")));
		}
		return slices;
	}

	static Map<String, Map<String, Long>> feedback(Increase increase, Predicate<Map<String, String>> ours) {
		return counted(increase, ours, (labels) -> label(labels, "age"),
				(labels) -> label(labels, "right").equals("false") ? Counts.WRONG : "right");
	}

	private static Map<String, Map<String, Long>> counted(Increase increase, Predicate<Map<String, String>> filter,
			Function<Map<String, String>, String> outerKey, Function<Map<String, String>, String> innerKey) {
		Map<String, Map<String, Long>> counts = new TreeMap<>();
		for (String outer : counted(increase, filter, outerKey).keySet()) {
			counts.put(outer,
					counted(increase, filter.and((labels) -> outer.equals(outerKey.apply(labels))), innerKey));
		}
		return counts;
	}

	private static String label(Map<String, String> labels, String name) {
		return labels.getOrDefault(name, "");
	}

}
