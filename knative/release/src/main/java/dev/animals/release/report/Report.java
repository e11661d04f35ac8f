package dev.animals.release.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import dev.animals.release.rollout.Outcome;
import dev.animals.release.rollout.State;
import dev.animals.release.rollout.View;
import dev.animals.release.judge.Finding;

/**
 * A Markdown file for a merge request: what happened, and the last figures of each step.
 */
public final class Report implements View {

	private final Path file;

	private final List<String> events = new ArrayList<>();

	private final List<String> tables = new ArrayList<>();

	private int percent = -1;

	/**
	 * Writes a file when the rollout has ended.
	 * @param file where
	 */
	public Report(Path file) {
		this.file = file;
	}

	@Override
	public void said(String sentence) {
		this.events.add("- %s %s".formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), sentence));
	}

	@Override
	public void looked(State state, int percent, String waiting, List<Finding> findings) {
		if (this.percent == percent) {
			this.tables.removeLast();
		}
		this.percent = percent;
		StringBuilder table = new StringBuilder("## %d %%\n\n".formatted(percent));
		table.append("| | candidate | stable | limit | evidence |\n|---|---|---|---|---|\n");
		for (Finding finding : findings) {
			String name = (finding.state() == Finding.State.WORSE) ? "**" + finding.name() + "**" : finding.name();
			table.append("| %s | %s | %s | %s | %s |\n".formatted(name, finding.candidate(), finding.stable(),
					finding.limit(), finding.evidence()));
		}
		this.tables.add(table.toString());
	}

	@Override
	public void ended(Outcome outcome, String sentence) {
		List<String> lines = new ArrayList<>();
		lines.add("# Rollout: %s\n".formatted(outcome));
		lines.add(sentence + "\n");
		lines.addAll(this.events);
		lines.add("");
		lines.addAll(this.tables);
		try {
			Files.createDirectories(this.file.toAbsolutePath().getParent());
			Files.write(this.file, lines);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
