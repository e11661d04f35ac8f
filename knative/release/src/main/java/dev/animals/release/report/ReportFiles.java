package dev.animals.release.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.animals.release.judge.Look;
import dev.animals.release.judge.Verdict;
import dev.animals.release.rollout.Outcome;
import dev.animals.release.rollout.Settings;
import dev.animals.release.rollout.View;
import dev.animals.release.smoke.SmokeResult;

/**
 * Writes the report when a rollout has ended: Markdown for a merge request, an HTML page,
 * and the decision record, with which the decision can be repeated.
 */
public final class ReportFiles implements View {

	private final Path markdown;

	private final Settings settings;

	private final Journal journal;

	/**
	 * Creates the writer.
	 * @param markdown the Markdown file; the others are written beside it
	 * @param settings the settings of the rollout
	 * @param journal records the events of the rollout
	 */
	public ReportFiles(Path markdown, Settings settings, Journal journal) {
		this.markdown = markdown;
		this.settings = settings;
		this.journal = journal;
	}

	@Override
	public void said(String sentence) {
		this.journal.said(sentence);
	}

	@Override
	public void smoked(SmokeResult result) {
		this.journal.smoked(result);
	}

	@Override
	public void looked(Look look, Verdict verdict, String waiting, boolean live) {
		this.journal.looked(look, verdict, waiting, live);
	}

	@Override
	public void ended(Outcome outcome, String sentence) {
		this.journal.ended(outcome, sentence);
		DecisionRecord record = DecisionRecord.of(this.settings, this.journal);
		write(this.markdown, new MarkdownReport(this.journal).text());
		write(page(), new HtmlReport(this.journal, record.compressed()).text());
		write(sibling(".json"), record.json());
	}

	/** Returns the path of the HTML page. */
	public Path page() {
		return sibling(".html");
	}

	private Path sibling(String extension) {
		String name = String.valueOf(this.markdown.getFileName()).replaceFirst("\\.md$", "");
		return this.markdown.resolveSibling(name + extension);
	}

	private static void write(Path file, String text) {
		try {
			Files.createDirectories(file.toAbsolutePath().getParent());
			Files.writeString(file, text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
