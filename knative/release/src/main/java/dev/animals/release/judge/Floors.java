package dev.animals.release.judge;

import java.util.ArrayList;
import java.util.List;

import dev.animals.release.judge.Finding.State;
import dev.animals.release.judge.JudgeSettings.AtMost;

/**
 * Limits that do not depend on stable. They apply at the last step only: earlier steps
 * have too few requests, and the limits only have to prevent a promotion.
 *
 * @param limits the limits
 */
record Floors(AtMost limits) implements Check {

	private static final double[] QUANTILES = { 0.5, 0.95, 0.99 };

	@Override
	public void add(History before, Look look) {
		// The findings need only the history.
	}

	@Override
	public List<Finding> findings(History seen, boolean last) {
		Counts candidate = seen.step().candidate();
		Counts stable = seen.step().stable();
		List<Finding> findings = new ArrayList<>();
		boolean failing = candidate.requests() > 0 && candidate.failed().ratio() > this.limits.errors();
		findings.add(new Finding("errors at this step", state(last && failing), Figures.share(candidate.failed()),
				Figures.share(stable.failed()), "at most " + Figures.percent(this.limits.errors())));
		double most = this.limits.p95().toMillis() / 1000.0;
		for (double share : QUANTILES) {
			double seconds = candidate.quantile(share);
			boolean limited = share == 0.95;
			findings.add(new Finding("p%.0f".formatted(100 * share), state(last && limited && seconds > most),
					Figures.seconds(seconds), Figures.seconds(stable.quantile(share)),
					limited ? "at most " + Figures.seconds(most) : ""));
		}
		return findings;
	}

	private static State state(boolean waiting) {
		return waiting ? State.WAITING : State.FINE;
	}

}
