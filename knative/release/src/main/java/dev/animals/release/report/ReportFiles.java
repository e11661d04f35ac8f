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
 * Writes the report when a rollout has ended: Markdown for a merge request, a page for
 * people, and the blocks from which the decision can be made again.
 */
public final class ReportFiles implements View {

	private final Path markdown;

	private final Settings settings;

	private final Journal journal;

	/**
	 * Writes files.
	 * @param markdown the Markdown file; the others are beside it
	 * @param settings what was asked of the candidate
	 * @param journal remembers the rollout
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
		String record = DecisionRecord.of(this.settings, this.journal).json();
		write(this.markdown, new MarkdownReport(this.journal).text());
		write(page(), new HtmlReport(this.journal, record).text());
		write(sibling(".json"), record);
	}

	/** Returns where the page is. */
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
