package dev.animals.release.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.animals.release.rollout.Outcome;
import dev.animals.release.rollout.Rollout;
import dev.animals.release.rollout.Settings;
import dev.animals.release.rollout.Silent;
import dev.animals.release.simulation.Users.Behaviour;

/**
 * Simulates many rollouts of good and bad candidates with the rollout's own code and real
 * settings, but without the smoke set.
 */
public final class Simulation {

	private static final double ERROR_RATE = 0.001;

	private static final Behaviour STABLE = new Behaviour(Users.LITE0, ERROR_RATE, 0.08);

	/** The candidates: the first two are as good as stable. */
	public static final List<Scenario> SCENARIOS = List.of(new Scenario("no change", STABLE, 0),
			new Scenario("Lite2: 1.5 times the time, other answers",
					new Behaviour(Users.LITE2, ERROR_RATE, 1.5 * STABLE.median()), 0),
			new Scenario("twice the time", new Behaviour(Users.LITE0, ERROR_RATE, 2 * STABLE.median()), 1),
			new Scenario("2 % errors", new Behaviour(Users.LITE0, 0.02, STABLE.median()), 0.02 - ERROR_RATE),
			new Scenario("swapped labels", new Behaviour(Users.SHUFFLED, ERROR_RATE, STABLE.median()), 1),
			new Scenario("no normalisation", new Behaviour(Users.NOT_NORMALISED, ERROR_RATE, STABLE.median()), 1));

	private final Settings settings;

	/**
	 * Creates a simulation.
	 * @param settings the rollout's steps, limits and deadlines
	 */
	public Simulation(Settings settings) {
		this.settings = settings;
	}

	/**
	 * A candidate.
	 *
	 * @param name the difference between the candidate and stable
	 * @param candidate the candidate's behaviour
	 * @param harm the share of its requests that stable would have answered better, in
	 * 0–1
	 */
	public record Scenario(String name, Behaviour candidate, double harm) {
	}

	/**
	 * One rollout.
	 *
	 * @param outcome how it ended
	 * @param duration how long it took
	 * @param candidateRequests the requests that the candidate got
	 */
	public record Run(Outcome outcome, Duration duration, long candidateRequests) {
	}

	/**
	 * Simulates rollouts in parallel, with the seeds 0 to {@code runs - 1}.
	 * @param scenario the candidate
	 * @param perSecond requests per second
	 * @param runs how many rollouts
	 * @return the result of each rollout
	 */
	public List<Run> run(Scenario scenario, double perSecond, int runs) {
		return IntStream.range(0, runs).parallel().mapToObj((seed) -> runOnce(scenario, perSecond, seed)).toList();
	}

	private Run runOnce(Scenario scenario, double perSecond, int seed) {
		SimulatedCluster cluster = new SimulatedCluster();
		SimulatedTime time = new SimulatedTime();
		Instant start = time.now();
		Users users = new Users(seed, perSecond, STABLE, scenario.candidate(), cluster);
		Outcome outcome = new Rollout(
				new Rollout.Parts(this.settings, cluster, users, Optional.empty(), time, new Silent(), () -> false))
			.run();
		return new Run(outcome, Duration.between(start, time.now()), users.candidateRequests());
	}

}
