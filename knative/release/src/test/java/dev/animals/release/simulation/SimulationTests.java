package dev.animals.release.simulation;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.animals.release.rollout.Outcome;
import dev.animals.release.rollout.Settings;

import static org.assertj.core.api.Assertions.assertThat;

class SimulationTests {

	@ParameterizedTest
	@CsvSource({ "no change, PROMOTED", "swapped labels, WORSE", "a third refused, WORSE", "a group wrong, WORSE",
			"its metrics go blind in the last step, UNDECIDED" })
	void tellsGoodCandidatesFromBadOnes(String name, Outcome outcome) {
		Simulation simulation = new Simulation(Settings.read(Path.of("rollout.yaml")));
		Scenario scenario = Stream.concat(Scenario.GOOD.stream(), Scenario.BAD.stream())
			.filter((each) -> each.name().equals(name))
			.findFirst()
			.orElseThrow();
		assertThat(simulation.run(scenario, 50, 3)).extracting(Simulation.Run::outcome).containsOnly(outcome);
	}

}
