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

/**
 * Simulates many rollouts of good and bad candidates with the rollout's own code and real
 * settings, but without the smoke set.
 */
public final class Simulation {

	private final Settings settings;

	/**
	 * Creates a simulation.
	 * @param settings the rollout's steps, limits and deadlines
	 */
	public Simulation(Settings settings) {
		this.settings = settings;
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
		SimulatedCluster cluster = new SimulatedCluster((scenario.circumstance() == Circumstance.SECOND_POD) ? 3 : 1);
		SimulatedTime time = new SimulatedTime();
		Instant start = time.now();
		Users users = new Users(seed, perSecond, scenario.stable(), scenario.candidate(), cluster,
				scenario.circumstance());
		Outcome outcome = new Rollout(
				new Rollout.Parts(this.settings, cluster, users, Optional.empty(), time, new Silent(), () -> false))
			.run();
		return new Run(outcome, Duration.between(start, time.now()), users.candidateRequests());
	}

}
