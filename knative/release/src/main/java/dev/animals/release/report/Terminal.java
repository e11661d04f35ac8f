package dev.animals.release.report;

import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

import dev.animals.release.judge.Finding;
import dev.animals.release.judge.Look;
import dev.animals.release.judge.Verdict;
import dev.animals.release.rollout.Outcome;
import dev.animals.release.rollout.Settings;
import dev.animals.release.rollout.View;
import dev.animals.release.smoke.PhotoAnswers;
import dev.animals.release.smoke.SmokeResult;

/**
 * Prints the progress of a rollout. In a terminal, a table of the findings is updated in
 * place. Elsewhere, each block is one line.
 */
public final class Terminal implements View {

	private static final int BAR = 40;

	private final PrintStream out;

	private final boolean live;

	private final Settings settings;

	/** The number of lines of the last table. */
	private int drawn;

	private boolean catchingUp;

	/**
	 * Creates a view that prints to a stream.
	 * @param out the stream
	 * @param live whether the stream is a terminal in which the table can be updated
	 * @param settings the steps to show
	 */
	public Terminal(PrintStream out, boolean live, Settings settings) {
		this.out = out;
		this.live = live;
		this.settings = settings;
	}

	@Override
	public void said(String sentence) {
		this.drawn = 0;
		this.out.printf("%s  %s%n", Instant.now().truncatedTo(ChronoUnit.SECONDS), sentence);
	}

	@Override
	public void smoked(SmokeResult result) {
		for (PhotoAnswers answer : result.answers()) {
			this.out.printf("    %-20s stable: %-40s candidate: %s%n", answer.title(), answer.stable(),
					answer.candidate());
		}
	}

	@Override
	public void looked(Look look, Verdict verdict, String waiting, boolean live) {
		if (!live) {
			catchUp(look);
			return;
		}
		this.catchingUp = false;
		if (!this.live) {
			said(line(look.percent(), waiting, verdict.findings()));
			return;
		}
		if (this.drawn > 0) {
			// Moves the cursor to the table's first line and clears everything below.
			this.out.printf("\033[%dA\033[J", this.drawn);
		}
		int percent = look.percent();
		StringBuilder table = new StringBuilder();
		table.append("\n  ").append(steps(percent)).append("\n  candidate ");
		int filled = Math.max(1, BAR * percent / 100);
		table.append("#".repeat(filled)).append(".".repeat(BAR - filled)).append(" stable\n\n");
		table.append(row("", "", "candidate", "stable", "limit", "evidence"));
		for (Finding finding : verdict.findings()) {
			table.append(row(mark(finding), finding.name(), finding.candidate(), finding.stable(), finding.limit(),
					finding.evidence().toString()));
		}
		table.append("\n  waits for ").append(waiting).append('\n');
		this.out.print(table);
		this.out.flush();
		this.drawn = (int) table.chars().filter((character) -> character == '\n').count();
	}

	private void catchUp(Look look) {
		if (!this.catchingUp) {
			this.catchingUp = true;
			said("Looking at what happened since %s.".formatted(look.from()));
		}
	}

	private String steps(int percent) {
		StringBuilder steps = new StringBuilder();
		for (Settings.Step step : this.settings.steps()) {
			boolean now = step.percent() == percent;
			steps.append(now ? "[" : " ").append(step.percent()).append(now ? " %]" : " % ").append(" > ");
		}
		return steps.append("100 %").toString();
	}

	private static String row(String mark, String name, String candidate, String stable, String limit,
			String evidence) {
		return "  %-2s%-22s %-46s %-22s %-14s %s%n".formatted(mark, name, candidate, stable, limit, evidence);
	}

	private static String mark(Finding finding) {
		return switch (finding.state()) {
			case FINE -> "";
			case ASKS -> "??";
			case WAITING -> "..";
			case WORSE -> "!!";
		};
	}

	private static String line(int percent, String waiting, List<Finding> findings) {
		StringBuilder line = new StringBuilder("%d %%".formatted(percent));
		for (Finding finding : findings) {
			String stable = finding.stable().isEmpty() ? "" : " / " + finding.stable();
			line.append(String.format(Locale.ROOT, "; %s%s: %s%s", mark(finding), finding.name(), finding.candidate(),
					stable));
		}
		return line.append("; waits for ").append(waiting).toString();
	}

	@Override
	public void ended(Outcome outcome, String sentence) {
		said("%s (status %d). %s".formatted(outcome, outcome.code().code(), sentence));
	}

}
