package dev.animals.release.rollout;

import java.util.List;

import dev.animals.release.judge.Block;
import dev.animals.release.judge.Finding;
import dev.animals.release.judge.Finding.State;
import dev.animals.release.judge.Judge;
import dev.animals.release.judge.Power;
import dev.animals.release.judge.Verdict;
import dev.animals.release.rollout.Looks.Seen;
import dev.animals.release.rollout.Settings.Step;

/**
 * Measures how many requests arrive, and tells which steps have enough of them. A step
 * with too few requests is left out. If even the last step has too few, the candidate
 * keeps a small share instead of being promoted or given up without evidence.
 */
final class Pace {

	private final Settings settings;

	private long requests;

	private double seconds;

	Pace(Settings settings) {
		this.settings = settings;
	}

	void add(Seen seen) {
		this.requests += seen.block().candidate().requests() + seen.block().stable().requests();
		this.seconds += seen.length().toMillis() / 1000.0;
	}

	/** Returns the requests per second since the rollout began. */
	double perSecond() {
		return (this.seconds == 0) ? 0 : this.requests / this.seconds;
	}

	/** Tells whether enough requests arrive in a step before its deadline. */
	private boolean reaches(Step step, long wanted) {
		return expected(perSecond(), step) >= wanted;
	}

	/** Returns how many requests the candidate gets until the deadline of a step. */
	static double expected(double perSecond, Step step) {
		return perSecond * step.percent() / 100 * step.deadline().toSeconds();
	}

	/**
	 * Returns the next step with enough requests. The last step is never left out,
	 * because a candidate that gets there is judged as far as possible.
	 */
	Step next(Step step) {
		List<Step> steps = this.settings.steps();
		for (int i = steps.indexOf(step) + 1; i < steps.size(); i++) {
			if (reaches(steps.get(i), steps.get(i).requests()) || isSafe(steps.get(i))) {
				return steps.get(i);
			}
		}
		return steps.getLast();
	}

	/**
	 * Tells whether a step would not get enough requests before its deadline, and the
	 * share of the next step is still safe.
	 */
	boolean isToBeSkipped(Step step) {
		return !reaches(step, step.requests()) && isSafe(next(step)) && !step.equals(this.settings.steps().getLast());
	}

	/** Tells whether a step's share is one that the candidate may keep unjudged. */
	boolean isSafe(Step step) {
		return step.percent() <= this.settings.hold();
	}

	/**
	 * Tells whether a candidate as good as stable can be promoted with the requests that
	 * arrive.
	 */
	boolean canBeJudged(Judge judge) {
		Step last = this.settings.steps().getLast();
		return reaches(last, Power.usual(this.settings.judge(), judge.total().stable().failed(), last.percent()));
	}

	/**
	 * Tells whether a step ended without a decision only because too few requests came.
	 */
	boolean hadTooFew(Step step, Judge judge, Verdict verdict) {
		Block seen = judge.step();
		boolean last = step.equals(this.settings.steps().getLast());
		long enough = last ? Power.enough(this.settings.judge(), judge.total().stable().failed(), step.percent())
				: step.requests();
		return seen.candidate().requests() < enough
				&& verdict.in(State.WAITING).stream().allMatch(Finding::isForLackOfRequests);
	}

}
