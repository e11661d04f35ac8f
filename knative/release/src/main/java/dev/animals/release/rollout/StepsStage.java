package dev.animals.release.rollout;

import java.util.List;

import dev.animals.release.judge.Finding;
import dev.animals.release.judge.Judge;
import dev.animals.release.judge.Load;
import dev.animals.release.judge.Look;
import dev.animals.release.judge.Verdict;
import dev.animals.release.rollout.Looks.Seen;
import dev.animals.release.rollout.Rollout.Parts;
import dev.animals.release.rollout.Settings.Step;

import static java.util.stream.Collectors.joining;

/**
 * Runs the steps until there is a decision. Past blocks, which a resumed rollout reads
 * first, can only show that the candidate is worse.
 */
final class StepsStage {

	private final Parts parts;

	private final Settings settings;

	private final Hold hold;

	private final Writer writer;

	private final Progress progress = new Progress();

	StepsStage(Parts parts, Hold hold, Writer writer) {
		this.parts = parts;
		this.settings = parts.settings();
		this.hold = hold;
		this.writer = writer;
	}

	/** Gives the candidate the share of a step, and returns the state with that step. */
	@FunctionalInterface
	interface Begin {

		State begin(int percent) throws InterruptedException;

	}

	/** Returns {@link Outcome#PROMOTED}, or why the candidate has to be taken back. */
	End run(State begun, Begin begin) throws InterruptedException {
		State state = begun;
		List<Step> steps = this.settings.steps();
		Judge judge = new Judge(this.settings.judge(), steps.size());
		Looks looks = new Looks(this.settings, this.parts.metrics(), this.parts.time(), this.parts.view(),
				state.steps().getFirst().time());
		int started = 0;
		int restarts = 0;
		while (true) {
			Seen seen = looks.next(state.candidate(), state.stable());
			while (started < state.steps().size() && state.steps().get(started).time().isBefore(seen.to())) {
				judge.startStep(step(state.steps().get(started).percent()).requests());
				this.progress.startStep(state.steps().get(started).time());
				started++;
			}
			judge.add(seen.block());
			this.progress.add(seen);
			int percent = state.steps().get(started - 1).percent();
			boolean live = seen.live() && started == state.steps().size();
			if (live) {
				this.hold.keep();
				this.writer.read();
				restarts = restarts(state);
			}
			Load load = new Load(seen.queued(), restarts);
			Verdict verdict = new Verdict(seen.to(), state.candidate(), state.stable(), percent, judge.findings(load));
			Step step = step(percent);
			this.parts.view()
				.looked(new Look(seen.from(), seen.to(), percent, seen.block(), load), verdict,
						waitingFor(step, verdict), live);
			if (verdict.state() == Finding.State.WORSE) {
				return new End(Outcome.WORSE,
						"At %d %% the candidate is worse. %s".formatted(percent, verdict.sentence()));
			}
			if (!live) {
				continue;
			}
			if (verdict.state() == Finding.State.FINE && this.progress.lasted(step)) {
				int next = steps.indexOf(step) + 1;
				if (next == steps.size()) {
					return new End(Outcome.PROMOTED,
							"It is as good as stable and has all traffic. " + verdict.sentence());
				}
				state = begin.begin(steps.get(next).percent());
			}
			else if (this.progress.isOverdue(step)) {
				return new End(Outcome.UNDECIDED, "At %d %% too little was seen in %d minutes. %s".formatted(percent,
						step.deadline().toMinutes(), verdict.sentence()));
			}
		}
	}

	private int restarts(State state) throws InterruptedException {
		int now = this.parts.patience().ask(() -> this.parts.cluster().pods(state.candidate())).restarts();
		return Math.max(0, now - state.restarts());
	}

	/** Finds the settings of a step, which may have changed since the rollout began. */
	private Step step(int percent) {
		List<Step> steps = this.settings.steps();
		return steps.stream().filter((step) -> step.percent() >= percent).findFirst().orElse(steps.getLast());
	}

	private String waitingFor(Step step, Verdict verdict) {
		String names = verdict.in(Finding.State.WAITING).stream().map(Finding::name).collect(joining(", "));
		return !names.isEmpty() ? "more of: %s; %s are left".formatted(names, this.progress.left(step))
				: this.progress.lasted(step) ? "nothing" : "the step's time";
	}

}
