package dev.animals.release.report;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import dev.animals.release.judge.Finding;
import dev.animals.release.report.Journal.Event;
import dev.animals.release.report.Journal.Point;
import dev.animals.release.smoke.PhotoAnswers;

/**
 * The report for a merge request: the events, and the last findings of each step.
 *
 * @param journal the events of the rollout
 */
record MarkdownReport(Journal journal) {

	String text() {
		List<String> lines = new ArrayList<>();
		lines.add("# Rollout: %s".formatted(this.journal.outcome()));
		lines.add("");
		lines.add(this.journal.decision());
		lines.add("");
		for (Event event : this.journal.events()) {
			lines.add("- %s %s".formatted(event.at().truncatedTo(ChronoUnit.SECONDS), event.sentence()));
		}
		this.journal.smoke().ifPresent((smoke) -> {
			lines.addAll(List.of("", "## Smoke set", "", "| photo | stable | candidate |", "|---|---|---|"));
			smoke.answers().forEach((answer) -> lines.add(row(answer)));
		});
		List<Point> points = this.journal.points();
		for (int i = 0; i < points.size(); i++) {
			Point point = points.get(i);
			boolean last = i + 1 == points.size() || points.get(i + 1).look().percent() != point.look().percent();
			if (last) {
				lines.addAll(table(point));
			}
		}
		return String.join("\n", lines) + "\n";
	}

	private static String row(PhotoAnswers answer) {
		String mark = answer.mistake().isPresent() ? "**%s**" : "%s";
		return "| %s | %s | %s |".formatted(answer.title(), answer.stable(), mark.formatted(answer.candidate()));
	}

	private static List<String> table(Point point) {
		List<String> lines = new ArrayList<>();
		String title = point.isBake() ? "## Bake" : "## %d %%".formatted(point.look().percent());
		lines.addAll(List.of("", title, "", "| | candidate | stable | limit | evidence |", "|---|---|---|---|---|"));
		for (Finding finding : point.verdict().findings()) {
			String name = (finding.state() == Finding.State.WORSE) ? "**" + finding.name() + "**" : finding.name();
			lines.add("| %s | %s | %s | %s | %s |".formatted(name, finding.candidate(), finding.stable(),
					finding.limit(), finding.evidence()));
		}
		return lines;
	}

}
