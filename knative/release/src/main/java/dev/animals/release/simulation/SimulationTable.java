package dev.animals.release.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import dev.animals.release.rollout.Outcome;
import dev.animals.release.simulation.Simulation.Run;
import dev.animals.release.simulation.Simulation.Scenario;

/** The results of a {@link Simulation} as a table in Markdown. */
public final class SimulationTable {

	/** The table's first two lines. */
	public static final String HEAD = "| candidate | requests/s | promoted | taken back | in the bake | undecided "
			+ "| time to the end, median (95 %) | requests to the candidate, median (95 %) | of them harmed, median |\n"
			+ "|---|---|---|---|---|---|---|---|---|";

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
		return String.format(Locale.ROOT, "| %s | %.0f | %s | %s | %s | %s | %s (%s) | %d (%d) | %s |", scenario.name(),
				perSecond, share(runs, Outcome.PROMOTED), share(runs, Outcome.WORSE),
				share(runs, Outcome.TAKEN_BACK_IN_BAKE), share(runs, Outcome.UNDECIDED), minutes(at(times, 0.5)),
				minutes(at(times, 0.95)), at(requests, 0.5), at(requests, 0.95), (scenario.harm() == 0) ? "none"
						: String.format(Locale.ROOT, "%.0f", scenario.harm() * at(requests, 0.5)));
	}

	private static String share(List<Run> runs, Outcome outcome) {
		long count = runs.stream().filter((run) -> run.outcome() == outcome).count();
		return String.format(Locale.ROOT, "%.1f %%", 100.0 * count / runs.size());
	}

	private static <T> T at(List<T> sorted, double share) {
		return sorted.get((int) (share * (sorted.size() - 1)));
	}

	private static String minutes(Duration duration) {
		return String.format(Locale.ROOT, "%.1f min", duration.toSeconds() / 60.0);
	}

}
