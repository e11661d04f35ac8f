package dev.animals.release.simulation;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.animals.release.judge.Figures;
import dev.animals.release.rollout.Outcome;
import dev.animals.release.simulation.Simulation.Run;

/** The results of a {@link Simulation} as a table in Markdown. */
public final class SimulationTable {

	/** The table's first two lines. */
	public static final String HEAD = "| candidate | requests/s | promoted | worse | not shown to be good "
			+ "| in the bake | held | wrong, at most | time to the end, median (95 %) "
			+ "| requests to the candidate, median (95 %) | of them harmed, median |\n"
			+ "|---|---|---|---|---|---|---|---|---|---|---|";

	private static final Set<Outcome> TAKEN_BACK = EnumSet.of(Outcome.WORSE, Outcome.UNDECIDED,
			Outcome.TAKEN_BACK_IN_BAKE);

	private SimulationTable() {
	}

	/**
	 * Returns the line of one candidate.
	 * @param scenario the candidate
	 * @param perSecond requests per second
	 * @param runs the results of its rollouts, at least one
	 */
	public static String row(Scenario scenario, double perSecond, List<Run> runs) {
		List<Duration> times = runs.stream().map(Run::duration).sorted().toList();
		List<Long> requests = runs.stream().map(Run::candidateRequests).sorted().toList();
		return String.format(Locale.ROOT, "| %s | %s | %s | %s | %s | %s | %s | %s | %s (%s) | %d (%d) | %s |",
				scenario.name(), number(perSecond), share(runs, EnumSet.of(Outcome.PROMOTED)),
				share(runs, EnumSet.of(Outcome.WORSE)), share(runs, EnumSet.of(Outcome.UNDECIDED)),
				share(runs, EnumSet.of(Outcome.TAKEN_BACK_IN_BAKE)), share(runs, EnumSet.of(Outcome.HELD)),
				wrong(scenario, runs), minutes(at(times, 0.5)), minutes(at(times, 0.95)), at(requests, 0.5),
				at(requests, 0.95), (scenario.harm() == 0) ? "none"
						: String.format(Locale.ROOT, "%.0f", scenario.harm() * at(requests, 0.5)));
	}

	private static String number(double perSecond) {
		return (perSecond < 1) ? String.valueOf(perSecond) : String.format(Locale.ROOT, "%.0f", perSecond);
	}

	/**
	 * Returns the upper end of the 95 % confidence interval for the share of wrong
	 * decisions (Wilson 1927): good candidates that are taken back, or bad ones that are
	 * promoted.
	 */
	private static String wrong(Scenario scenario, List<Run> runs) {
		Set<Outcome> wrong = Scenario.GOOD.contains(scenario) ? TAKEN_BACK : EnumSet.of(Outcome.PROMOTED);
		double number = runs.size();
		double share = count(runs, wrong) / number;
		double z = 1.96;
		double upper = (share + z * z / (2 * number)
				+ z * Math.sqrt(share * (1 - share) / number + z * z / (4 * number * number))) / (1 + z * z / number);
		return Figures.percent(upper);
	}

	private static String share(List<Run> runs, Set<Outcome> outcomes) {
		return Figures.percent((double) count(runs, outcomes) / runs.size());
	}

	private static long count(List<Run> runs, Set<Outcome> outcomes) {
		return runs.stream().filter((run) -> outcomes.contains(run.outcome())).count();
	}

	private static <T> T at(List<T> sorted, double share) {
		return sorted.get((int) (share * (sorted.size() - 1)));
	}

	private static String minutes(Duration duration) {
		return String.format(Locale.ROOT, "%.1f min", duration.toSeconds() / 60.0);
	}

}
