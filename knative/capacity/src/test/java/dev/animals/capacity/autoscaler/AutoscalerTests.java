package dev.animals.capacity.autoscaler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replays what Knative's own autoscaler decided. {@code make capacity-vectors} writes the
 * file.
 */
class AutoscalerTests {

	private static final Path DECISIONS = Path.of("src/test/resources/knative-decisions.tsv");

	static Stream<Replay> replays() throws IOException {
		List<Replay> replays = new ArrayList<>();
		for (String line : Files.readAllLines(DECISIONS)) {
			String[] fields = line.split("\t");
			if (fields[0].equals("#")) {
				replays.add(new Replay(fields, new ArrayList<>()));
			}
			else {
				replays.getLast().lines().add(fields);
			}
		}
		return replays.stream();
	}

	@ParameterizedTest
	@MethodSource("replays")
	void decidesAsKnativeDoes(Replay replay) {
		Autoscaler autoscaler = new Autoscaler(replay.settings(), 0, replay.initialPods());
		for (String[] line : replay.lines()) {
			long second = Long.parseLong(line[0]);
			if (!line[1].equals("NaN")) {
				autoscaler.record(second, Double.parseDouble(line[1]));
			}
			if (line.length > 2) {
				assertThat(autoscaler.stableConcurrency(second)).as("stable average at second %d", second)
					.isEqualTo(Double.parseDouble(line[3]));
				assertThat(autoscaler.panicConcurrency(second)).as("panic average at second %d", second)
					.isEqualTo(Double.parseDouble(line[4]));
				assertThat(autoscaler.decide(second, Integer.parseInt(line[2]))).as("second %d", second)
					.isEqualTo(new Decision(Integer.parseInt(line[5]), Integer.parseInt(line[6])));
			}
		}
	}

	@Test
	void replaysEveryBranchOfTheDecision() throws IOException {
		assertThat(replays()).hasSize(36).allSatisfy((replay) -> assertThat(replay.lines()).hasSize(300));
		assertThat(replays().flatMap((replay) -> replay.lines().stream())
			.filter((line) -> line.length > 2)
			.map((line) -> Integer.valueOf(line[6]))).contains(0, -1)
			.anyMatch((excess) -> excess > 0)
			.anyMatch((excess) -> excess < -1);
	}

	/**
	 * The decisions with one load and one group of settings.
	 *
	 * @param head the settings
	 * @param lines second and concurrency; in every second line also the ready pods, both
	 * averages, the desired pods and the excess burst capacity
	 */
	@SuppressWarnings("ArrayRecordComponent")
	record Replay(String[] head, List<String[]> lines) {

		ScalingSettings settings() {
			double target = Double.parseDouble(this.head[5]);
			double window = Double.parseDouble(this.head[8]);
			return new ScalingSettings(Map.of("max-scale-up-rate", this.head[2], "max-scale-down-rate", this.head[3],
					"target", this.head[5], "target-utilization-percentage",
					String.valueOf(100 * Double.parseDouble(this.head[4]) / target), "target-burst-capacity",
					this.head[6], "panic-threshold-percentage", String.valueOf(100 * Double.parseDouble(this.head[7])),
					"window", this.head[8] + "s", "panic-window-percentage",
					String.valueOf(100 * Double.parseDouble(this.head[9]) / window), "scale-down-delay",
					this.head[10] + "s"))
				.with("activation-scale=" + this.head[11]);
		}

		int initialPods() {
			return Integer.parseInt(this.head[12]);
		}

		@Override
		public String toString() {
			return this.head[1];
		}

	}

}
