package dev.animals.release.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.animals.release.cluster.Cluster.Pods;
import dev.animals.release.judge.Finding;
import dev.animals.release.judge.Judge;
import dev.animals.release.judge.Look;
import dev.animals.release.judge.Verdict;
import dev.animals.release.rollout.Looks.Seen;
import dev.animals.release.rollout.Rollout.Parts;
import dev.animals.release.rollout.Settings.Step;
import dev.animals.release.rollout.State.Begun;

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

	private final Judge judge;

	private final Looks looks;

	private final Progress progress = new Progress();

	private final Pace pace;

	private State state;

	private int started;

	private int restarts;

	private String problem = "";

	/**
	 * Creates the stage.
	 * @param state the state of a rollout whose first step has begun
	 */
	StepsStage(Parts parts, Hold hold, Writer writer, State state) {
		this.parts = parts;
		this.settings = parts.settings();
		this.hold = hold;
		this.writer = writer;
		this.state = state;
		this.judge = new Judge(this.settings.judge(), this.settings.steps().size());
		this.looks = new Looks(this.settings, parts.metrics(), parts.time(), parts.view(),
				state.steps().getFirst().time());
		this.pace = new Pace(this.settings);
	}

	/** Gives the candidate the share of a step, and returns the state with that step. */
	@FunctionalInterface
	interface Begin {

		State begin(int percent) throws InterruptedException;

	}

	/** Returns {@link Outcome#PROMOTED}, or why the candidate is not promoted. */
	End run(Begin begin) throws InterruptedException {
		Optional<End> end = Optional.empty();
		while (end.isEmpty()) {
			Seen seen = this.looks.next(this.state.candidate(), this.state.stable());
			startStepsUntil(seen.to());
			boolean live = seen.live() && this.started == this.state.steps().size();
			if (live) {
				readCluster();
			}
			Verdict verdict = judge(seen, live);
			if (verdict.state() == Finding.State.WORSE) {
				end = Optional.of(new End(Outcome.WORSE,
						"At %d %% the candidate is worse. %s".formatted(verdict.percent(), verdict.sentence())));
			}
			else if (live) {
				end = decide(verdict, begin);
			}
		}
		return end.get();
	}

	private void startStepsUntil(Instant time) {
		List<Begun> steps = this.state.steps();
		while (this.started < steps.size() && steps.get(this.started).time().isBefore(time)) {
			Step step = step(steps.get(this.started).percent());
			this.judge.startStep(step.requests(), isLast(step));
			this.progress.startStep(steps.get(this.started).time());
			this.started++;
		}
	}

	private void readCluster() throws InterruptedException {
		this.hold.keep();
		this.writer.read();
		Pods pods = this.parts.patience().ask(() -> this.parts.cluster().pods(this.state.candidate()));
		this.restarts = Math.max(0, pods.restarts() - this.state.restarts());
		this.problem = (this.restarts > 0) ? pods.problem() : "";
	}

	private Verdict judge(Seen seen, boolean live) {
		this.progress.add(seen);
		this.pace.add(seen);
		int percent = this.state.steps().get(this.started - 1).percent();
		Look look = new Look(seen.from(), seen.to(), percent, this.started, seen.block(),
				seen.load().restarted(this.restarts, this.problem));
		this.judge.add(look);
		Verdict verdict = new Verdict(seen.to(), this.state.candidate(), this.state.stable(), percent,
				this.judge.findings());
		this.parts.view().looked(look, verdict, waitingFor(step(percent), verdict), live);
		return verdict;
	}

	/** Begins the next step or ends the rollout, if it is time for that. */
	private Optional<End> decide(Verdict verdict, Begin begin) throws InterruptedException {
		Step step = step(verdict.percent());
		boolean passed = verdict.state() == Finding.State.FINE || this.pace.isToBeSkipped(step);
		if (!passed || !this.progress.lasted(step)) {
			return this.progress.isOverdue(step) ? Optional.of(overdue(step, verdict)) : Optional.empty();
		}
		if (isLast(step)) {
			return Optional
				.of(new End(Outcome.PROMOTED, "It is as good as stable and has all traffic. " + verdict.sentence()));
		}
		Step next = this.pace.next(step);
		if (!this.pace.isSafe(next) && !this.pace.canBeJudged(this.judge)) {
			return Optional.of(held(verdict.percent()));
		}
		Warm.forShare(this.parts, this.state, next.percent());
		this.state = begin.begin(next.percent());
		return Optional.empty();
	}

	private End overdue(Step step, Verdict verdict) {
		return this.pace.hadTooFew(step, this.judge, verdict) ? held(verdict.percent())
				: new End(Outcome.UNDECIDED, "At %d %% it was not shown to be as good as stable in %d minutes. %s"
					.formatted(verdict.percent(), step.deadline().toMinutes(), verdict.sentence()));
	}

	private End held(int percent) {
		return new End(Outcome.HELD,
				"With %.2f requests a second, too few arrive to judge it. It keeps %d %%. Promote it or take it back "
					.formatted(this.pace.perSecond(), Math.min(percent, this.settings.hold()))
						+ "by hand: make promote, make rollback.");
	}

	private boolean isLast(Step step) {
		return step.equals(this.settings.steps().getLast());
	}

	private Step step(int percent) {
		return Step.of(this.settings.steps(), percent);
	}

	private String waitingFor(Step step, Verdict verdict) {
		String names = verdict.in(Finding.State.WAITING).stream().map(Finding::name).collect(joining(", "));
		return !names.isEmpty() ? "more of: %s; %s are left".formatted(names, this.progress.left(step))
				: this.progress.lasted(step) ? "nothing" : "the step's time";
	}

}
