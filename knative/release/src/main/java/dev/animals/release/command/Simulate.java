package dev.animals.release.command;

import java.io.PrintWriter;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.animals.release.simulation.Simulation;
import dev.animals.release.simulation.Simulation.Scenario;
import dev.animals.release.simulation.SimulationTable;

/** {@code simulate}. */
@Command(name = "simulate",
		description = "Simulates rollouts of good and bad candidates with the rollout's settings, without a cluster, "
				+ "and prints a table.")
final class Simulate implements Callable<Integer> {

	private static final double[] REQUESTS_PER_SECOND = { 10, 50 };

	@Mixin
	private final Options options = new Options();

	@Mixin
	private final RolloutOptions rollout = new RolloutOptions();

	@Option(names = "--runs", defaultValue = "${env:RUNS:-1000}", paramLabel = "NUMBER",
			description = "Rollouts of each candidate (RUNS, default 1000).")
	private int runs;

	@Spec
	@SuppressWarnings("NullAway.Init")
	private CommandSpec spec;

	@Override
	public Integer call() {
		if (this.runs < 1) {
			throw new CommandException("RUNS must be at least 1.");
		}
		Simulation simulation = new Simulation(
				dev.animals.release.rollout.Settings.read(this.rollout.settings(this.options.settings()).rollout()));
		PrintWriter out = this.spec.commandLine().getOut();
		out.println(SimulationTable.HEAD);
		for (double perSecond : REQUESTS_PER_SECOND) {
			for (Scenario scenario : Simulation.SCENARIOS) {
				out.println(SimulationTable.row(scenario, perSecond, simulation.run(scenario, perSecond, this.runs)));
				out.flush();
			}
		}
		return 0;
	}

}
