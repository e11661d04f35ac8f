package dev.animals.release.simulation;

import java.nio.file.Path;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.animals.release.rollout.Outcome;
import dev.animals.release.rollout.Settings;

import static org.assertj.core.api.Assertions.assertThat;

class SimulationTests {

	@ParameterizedTest
	@CsvSource({ "no change, PROMOTED", "swapped labels, WORSE", "no normalisation, WORSE" })
	void tellsGoodCandidatesFromBadOnes(String name, Outcome outcome) {
		Simulation simulation = new Simulation(Settings.read(Path.of("rollout.yaml")));
		Simulation.Scenario scenario = Simulation.SCENARIOS.stream()
			.filter((each) -> each.name().equals(name))
			.findFirst()
			.orElseThrow();
		assertThat(simulation.run(scenario, 50, 3)).extracting(Simulation.Run::outcome).containsOnly(outcome);
	}

}
