package dev.animals.release.rollout.simulation;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.animals.release.rollout.FakeCluster;
import dev.animals.release.rollout.FakeTime;
import dev.animals.release.rollout.Outcome;
import dev.animals.release.rollout.Rollout;
import dev.animals.release.rollout.Settings;
import dev.animals.release.rollout.Silent;
import dev.animals.release.rollout.simulation.Users.Behaviour;

/**
 * {@code make rollout-simulation}: many rollouts of good and bad candidates, by the
 * rollout itself with the settings that ship, without the smoke set. Prints a table.
 */
public final class Simulation {

	private static final double BUDGET = 0.001;

	private static final Behaviour LITE0 = new Behaviour(Users.LITE0, BUDGET, 0.08);

	private Simulation() {
	}

	/** What became of one rollout. */
	record Run(Outcome outcome, Duration duration, long candidateRequests) {
	}

	/** A candidate. */
	record Scenario(String name, Behaviour candidate) {
	}

	static final List<Scenario> SCENARIOS = List.of(new Scenario("no change", LITE0),
			new Scenario("Lite2: 1.5 times the time, other answers",
					new Behaviour(Users.LITE2, BUDGET, 1.5 * LITE0.median())),
			new Scenario("twice the time", new Behaviour(Users.LITE0, BUDGET, 2 * LITE0.median())),
			new Scenario("2 % errors", new Behaviour(Users.LITE0, 0.02, LITE0.median())),
			new Scenario("swapped labels", new Behaviour(Users.SHUFFLED, BUDGET, LITE0.median())),
			new Scenario("no normalisation", new Behaviour(Users.NOT_NORMALISED, BUDGET, LITE0.median())));

	static Run run(Settings settings, Behaviour candidate, double perSecond, long seed) {
		FakeCluster cluster = new FakeCluster();
		FakeTime time = new FakeTime();
		Instant start = time.now();
		Users users = new Users(seed, perSecond, LITE0, candidate, cluster);
		Outcome outcome = new Rollout(
				new Rollout.Parts(settings, cluster, users, Optional.empty(), time, new Silent(), () -> false))
			.run();
		return new Run(outcome, Duration.between(start, time.now()), users.candidateRequests());
	}

	/**
	 * Runs it.
	 * @param arguments the settings and how many runs a row takes
	 */
	public static void main(String[] arguments) {
		Settings settings = Settings.read(Path.of(arguments[0]));
		int runs = Integer.parseInt(arguments[1]);
		System.out
			.println("| candidate | requests/s | promoted | taken back | undecided | time to the end, median (95 %) | "
					+ "requests to the candidate, median (95 %) | of them harmed, median |");
		System.out.println("|---|---|---|---|---|---|---|---|");
		for (double perSecond : new double[] { 10, 50 }) {
			for (Scenario scenario : SCENARIOS) {
				List<Run> all = IntStream.range(0, runs)
					.parallel()
					.mapToObj((seed) -> run(settings, scenario.candidate(), perSecond, seed))
					.toList();
				System.out.println(row(scenario, perSecond, all));
			}
		}
	}

	private static String row(Scenario scenario, double perSecond, List<Run> runs) {
		List<Duration> times = runs.stream().map(Run::duration).sorted().toList();
		List<Long> requests = runs.stream().map(Run::candidateRequests).sorted().toList();
		double harm = harm(scenario);
		return String.format(Locale.ROOT, "| %s | %.0f | %s | %s | %s | %s (%s) | %d (%d) | %s |", scenario.name(),
				perSecond, share(runs, Outcome.PROMOTED), share(runs, Outcome.WORSE), share(runs, Outcome.UNDECIDED),
				minutes(at(times, 0.5)), minutes(at(times, 0.95)), at(requests, 0.5), at(requests, 0.95),
				(harm == 0) ? "none" : String.format(Locale.ROOT, "%.0f", harm * at(requests, 0.5)));
	}

	/** The share of its requests that a candidate makes worse than stable would. */
	private static double harm(Scenario scenario) {
		return switch (scenario.name()) {
			case "twice the time", "swapped labels", "no normalisation" -> 1;
			case "2 % errors" -> 0.02 - BUDGET;
			default -> 0;
		};
	}

	private static String share(List<Run> runs, Outcome outcome) {
		long count = runs.stream().filter((run) -> run.outcome() == outcome).count();
		return String.format(Locale.ROOT, "%.1f %%", 100.0 * count / runs.size());
	}

	private static <T> T at(List<T> sorted, double share) {
		return new ArrayList<>(sorted).get((int) (share * (sorted.size() - 1)));
	}

	private static String minutes(Duration duration) {
		return String.format(Locale.ROOT, "%.1f min", duration.toSeconds() / 60.0);
	}

}
