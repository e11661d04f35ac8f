package dev.animals.release.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import dev.animals.release.simulation.Simulation;
import dev.animals.release.simulation.Scenario;
import dev.animals.release.simulation.SimulationTable;

/** {@code simulate}. */
@Command(name = "simulate",
		description = "Simulates rollouts of good and bad candidates with the rollout's settings, without a cluster, "
				+ "and prints a table.")
final class Simulate implements Callable<Integer> {

	private static final List<Double> RATES = List.of(0.3, 1.0, 10.0, 50.0);

	@Mixin
	private final Options options = new Options();

	@Mixin
	private final RolloutOptions rollout = new RolloutOptions();

	@Option(names = "--runs", defaultValue = "${env:RUNS:-1000}", paramLabel = "NUMBER",
			description = "Rollouts of each candidate (RUNS, default 1000).")
	private int runs;

	@Option(names = "--only", defaultValue = "${env:ONLY:-}", paramLabel = "TEXT",
			description = "Only candidates whose name contains this text (ONLY).")
	private String only = "";

	@Option(names = "--rate", defaultValue = "${env:RATE:-}", paramLabel = "NUMBER",
			description = "Only this many requests per second (RATE, default 0.3, 1, 10 and 50).")
	private String rate = "";

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
		List<Double> rates = Options.given(this.rate)
			.map(Input.RATE::check)
			.map((rate) -> List.of(Double.valueOf(rate)))
			.orElse(RATES);
		for (double perSecond : rates) {
			for (Scenario scenario : scenarios()) {
				out.println(SimulationTable.row(scenario, perSecond, simulation.run(scenario, perSecond, this.runs)));
				out.flush();
			}
		}
		return 0;
	}

	private List<Scenario> scenarios() {
		return Stream.of(Scenario.GOOD, Scenario.BAD, Scenario.SLICES)
			.flatMap(List::stream)
			.filter((scenario) -> scenario.name().contains(this.only))
			.toList();
	}

}
