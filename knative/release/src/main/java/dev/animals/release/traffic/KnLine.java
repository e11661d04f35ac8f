package dev.animals.release.traffic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import static java.util.stream.Collectors.joining;

/**
 * Writes the {@code kn} command that changes the traffic in the same way.
 */
public final class KnLine {

	private KnLine() {
	}

	/**
	 * Writes the command.
	 * @param namespace the namespace of the Service
	 * @param before the traffic before the change
	 * @param after the traffic after the change
	 * @return the command, to be typed into a shell
	 */
	public static String of(String namespace, Traffic before, Traffic after) {
		List<String> words = new ArrayList<>(List.of("kn", "service", "update", "animals", "-n", namespace));
		for (Tag tag : Tag.values()) {
			Optional<String> old = before.revision(tag);
			if (old.isPresent() && !old.equals(after.revision(tag))) {
				words.addAll(List.of("--untag", tag.label()));
			}
		}
		for (Tag tag : Tag.values()) {
			after.revision(tag)
				.filter((revision) -> !Objects.equals(revision, before.revision(tag).orElse("")))
				.ifPresent((revision) -> words.addAll(List.of("--tag", revision + "=" + tag.label())));
		}
		Map<String, Integer> shares = new LinkedHashMap<>();
		after.entries().forEach((entry) -> shares.merge(entry.revision(), entry.percent(), Integer::sum));
		before.entries().forEach((entry) -> shares.putIfAbsent(entry.revision(), 0));
		boolean same = shares.entrySet()
			.stream()
			.allMatch((share) -> before.percent(share.getKey()) == share.getValue());
		if (!same) {
			words.addAll(List.of("--traffic",
					shares.entrySet()
						.stream()
						.filter((share) -> share.getValue() > 0 || before.percent(share.getKey()) > 0)
						.map((share) -> share.getKey() + "=" + share.getValue())
						.collect(joining(","))));
		}
		return String.join(" ", words);
	}

}
