package dev.animals.e2e.outages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.animals.e2e.Settings;

import static java.util.function.Predicate.not;

/** The table of what callers got, which is written after every outage. */
final class OutageTable {

	private static final Path FILE = Settings.OUTPUT.resolve("outages.md");

	private final StringBuilder rows = new StringBuilder();

	private final StringBuilder commands = new StringBuilder();

	/** Adds the command of an outage. */
	void command(Outage outage) {
		this.commands
			.append("| %s | `%s` | %s |%n".formatted(outage.name(), cell(outage.start()), outage.end().isEmpty() ? ""
					: "`%s` after %d s".formatted(cell(outage.end()), outage.length().toSeconds())));
	}

	/**
	 * Adds what the callers of one kind got.
	 * @param outage the outage
	 * @param callers the kind of callers
	 * @param start the time at which the outage started
	 * @param results the results of all requests
	 */
	void add(Outage outage, String callers, Instant start, List<Result> results) {
		this.rows.append("| %s | %s | %d | %d | %d | %d | %d | %s | %s | %s |%n".formatted(outage.name(), callers,
				results.size(), count(results, Outcome.ANSWERED), count(results, Outcome.REFUSED),
				count(results, Outcome.FAILED), count(results, Outcome.DEAD_LETTERED), longestWait(results),
				recovery(start, results), reasons(results)));
	}

	static long count(List<Result> results, Outcome outcome) {
		return results.stream().filter((result) -> result.is(outcome)).count();
	}

	private static String longestWait(List<Result> results) {
		return seconds(results.stream().map(Result::time).max(Comparator.naturalOrder()).orElse(Duration.ZERO));
	}

	/**
	 * Describes when, after the start, the first request was answered that was sent after
	 * the last one without an answer.
	 */
	private static String recovery(Instant start, List<Result> results) {
		Optional<Instant> lastMiss = results.stream()
			.filter((result) -> !result.is(Outcome.ANSWERED))
			.map(Result::sent)
			.max(Comparator.naturalOrder());
		if (lastMiss.isEmpty()) {
			return "";
		}
		return results.stream()
			.filter((result) -> result.sent().isAfter(lastMiss.get()))
			.map(Result::end)
			.min(Comparator.naturalOrder())
			.map((end) -> seconds(Duration.between(start, end)))
			.orElse("none");
	}

	private static String reasons(List<Result> results) {
		Map<String, Long> reasons = results.stream()
			.map((result) -> result.reply().reason())
			.filter(not(String::isEmpty))
			.collect(Collectors.groupingBy((reason) -> reason, TreeMap::new, Collectors.counting()));
		return reasons.entrySet()
			.stream()
			.map((reason) -> reason.getValue() + " × " + cell(reason.getKey()))
			.collect(Collectors.joining("<br>"));
	}

	private static String cell(String text) {
		return text.replace("|", "\\|");
	}

	private static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
	}

	/** Writes the table as it is so far. */
	void write() throws IOException {
		Files.createDirectories(Settings.OUTPUT);
		Files.writeString(FILE, """
				| outage | callers | sent | answered | refused | failed | dead-lettered | longest wait \
				| all answered again after | who did not answer, and why |
				|---|---|---|---|---|---|---|---|---|---|
				%s
				| outage | begins with | ends with |
				|---|---|---|
				%s
				""".formatted(this.rows, this.commands) + (Outages.leftOut().isEmpty() ? ""
				: "%nThese outages were left out: %s.%n".formatted(String.join(", ", Outages.leftOut()))));
	}

}
