package dev.animals.release.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.animals.release.judge.Finding;
import dev.animals.release.judge.Verdict;
import dev.animals.release.report.Journal.Event;
import dev.animals.release.report.Journal.Point;
import dev.animals.release.smoke.PhotoAnswers;
import dev.animals.release.smoke.SmokeResult;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

/**
 * The report as a single HTML page without external files.
 *
 * @param journal the events of the rollout
 * @param record the compressed decision record
 */
record HtmlReport(Journal journal, String record) {

	private static final String PAGE = page();

	private static String page() {
		try (InputStream in = requireNonNull(HtmlReport.class.getResourceAsStream("/report.html"))) {
			return new String(in.readAllBytes(), UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String text() {
		List<Point> points = this.journal.points();
		return PAGE.replace("{{kind}}", kind())
			.replace("{{title}}", title())
			.replace("{{decision}}", Html.text(this.journal.decision()))
			.replace("{{facts}}", points.isEmpty() ? "" : facts(points))
			.replace("{{charts}}", points.isEmpty() ? "" : new Charts(points, end(points)).html())
			.replace("{{findings}}", points.isEmpty() ? "" : findings())
			.replace("{{smoke}}", this.journal.smoke().map(HtmlReport::smoke).orElse(""))
			.replace("{{events}}", this.journal.events().stream().map(HtmlReport::event).collect(joining("\n")))
			.replace("{{record}}", Html.text(this.record));
	}

	private String kind() {
		return switch (this.journal.outcome()) {
			case PROMOTED -> "good";
			case WORSE, FAILED_SMOKE, TAKEN_BACK_IN_BAKE, PREVIOUS_NOT_STARTED -> "bad";
			case NOTHING_TO_DO, NOT_BEGUN, GONE, HELD, UNDECIDED, NO_METRICS, LOCKED, NO_CLUSTER, STOPPED, INTERFERED,
					DENIED, FAILED ->
				"open";
		};
	}

	private String title() {
		return switch (this.journal.outcome()) {
			case PROMOTED -> "Promoted";
			case WORSE -> "Taken back: the candidate is worse";
			case FAILED_SMOKE -> "Not released: the candidate failed on known photos";
			case PREVIOUS_NOT_STARTED -> "Promoted, but worse: the previous revision does not start";
			case FAILED -> "Ended: the program failed";
			case TAKEN_BACK_IN_BAKE -> "Promoted, and taken back during the bake";
			case HELD -> "Held at a small share: too few requests to judge it";
			case UNDECIDED -> "Taken back: not shown to be as good as stable";
			case NO_METRICS -> "Taken back: Prometheus did not answer";
			case STOPPED -> "Stopped by a signal";
			case INTERFERED -> "Ended: somebody else changed the traffic";
			case DENIED -> "Ended: the API server rejected a request";
			case NO_CLUSTER -> "Ended: the API server did not answer";
			case GONE -> "Ended: the Service was deleted";
			case LOCKED -> "Ended: another command holds the Lease";
			case NOT_BEGUN -> "Could not begin";
			case NOTHING_TO_DO -> "Nothing to do";
		};
	}

	private int end(List<Point> points) {
		return switch (this.journal.outcome()) {
			case PROMOTED, PREVIOUS_NOT_STARTED -> 100;
			case WORSE, UNDECIDED, NO_METRICS, TAKEN_BACK_IN_BAKE, STOPPED, FAILED_SMOKE, NOT_BEGUN -> 0;
			case NOTHING_TO_DO, GONE, HELD, LOCKED, NO_CLUSTER, INTERFERED, DENIED, FAILED ->
				points.getLast().look().percent();
		};
	}

	private static String facts(List<Point> points) {
		Verdict last = points.getLast().verdict();
		Duration lasted = Duration.between(points.getFirst().look().from(), points.getLast().look().to());
		long candidate = points.stream().mapToLong((point) -> point.look().block().candidate().requests()).sum();
		long stable = points.stream().mapToLong((point) -> point.look().block().stable().requests()).sum();
		return fact("candidate", last.candidate()) + fact("stable", last.stable())
				+ fact("began", points.getFirst().look().from().truncatedTo(ChronoUnit.SECONDS))
				+ fact("watched for", "%d min %d s".formatted(lasted.toMinutes(), lasted.toSecondsPart()))
				+ fact("requests to the candidate", candidate) + fact("requests to stable", stable);
	}

	private static String fact(String name, Object value) {
		return "<div><dt>%s</dt><dd>%s</dd></div>".formatted(name, Html.text(value));
	}

	/** Returns the findings on which the decision was based, and those of the bake. */
	private String findings() {
		List<Point> judged = this.journal.judged();
		Point last = this.journal.points().getLast();
		String steps = judged.isEmpty() ? ""
				: table("At %d %%".formatted(judged.getLast().look().percent()), judged.getLast().verdict());
		return last.isBake() ? steps + table("During the bake", last.verdict()) : steps;
	}

	private static String table(String title, Verdict verdict) {
		return """
				<h2>%s</h2>
				<table>
				<tr><th></th><th>candidate</th><th>stable</th><th>limit</th><th>evidence</th></tr>
				%s
				</table>
				""".formatted(title, verdict.findings().stream().map(HtmlReport::row).collect(joining("\n")));
	}

	private static String row(Finding finding) {
		String state = switch (finding.state()) {
			case FINE -> "fine";
			case WAITING, ASKS -> "waiting";
			case WORSE -> "worse";
		};
		String bar = finding.evidence().isNone() ? ""
				: "<meter value=\"%.3f\" max=\"1\" low=\"0.5\" high=\"0.99\" optimum=\"0\"></meter> %s"
					.formatted(finding.evidence().share(), finding.evidence());
		return "<tr class=\"%s\"><th>%s</th><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>".formatted(state,
				Html.text(finding.name()), Html.text(finding.candidate()), Html.text(finding.stable()),
				Html.text(finding.limit()), bar);
	}

	private static String smoke(SmokeResult result) {
		return """
				<h2>Known photos, before any user met the candidate</h2>
				<p>%s</p>
				<p><span class="key stable">stable</span><span class="key candidate">candidate</span></p>
				<div class="photos">%s</div>
				""".formatted(Html.text(result.sentence()),
				result.answers().stream().map(HtmlReport::photo).collect(joining("\n")));
	}

	private static String photo(PhotoAnswers answer) {
		String kind = answer.mistake().isPresent() ? "worse" : answer.isSame() ? "fine" : "waiting";
		String picture = answer.thumbnail().isEmpty() ? "<div class=\"none\"></div>"
				: "<img alt=\"\" src=\"%s\">".formatted(Html.text(answer.thumbnail()));
		return "<article class=\"%s\">%s<h3>%s</h3><p class=\"stable\">%s</p><p class=\"candidate\">%s</p></article>"
			.formatted(kind, picture, Html.text(answer.title()), Html.text(answer.stable()),
					Html.text(answer.candidate()));
	}

	private static String event(Event event) {
		return "<li><time>%s</time> %s</li>".formatted(event.at().truncatedTo(ChronoUnit.SECONDS),
				Html.text(event.sentence()));
	}

}
