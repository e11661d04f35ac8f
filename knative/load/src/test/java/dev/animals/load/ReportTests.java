package dev.animals.load;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.animals.load.ClusterWatch.Sample;
import dev.animals.load.Exchange.Right;
import dev.animals.load.Exchange.Wrong;
import dev.animals.load.Report.Pods;
import dev.animals.load.ResourceMetrics.Use;
import dev.animals.testing.EnvironmentVariables;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTests {

	private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

	@Test
	void averagesProcessorsOverTheSamplesInWhichTheyAreKnown() {
		Pods pods = Pods.between(START, START.plusSeconds(60),
				List.of(sample(0, 1, Double.NaN, Double.NaN), sample(4, 2, Double.NaN, 1.5), sample(8, 2, 0.5, 2.5)));
		assertThat(pods).isEqualTo(new Pods(2, 0.5, 2.0, 300));
	}

	@Test
	void leavesProcessorsOutIfTheyAreNeverKnown() {
		Pods pods = Pods.between(START, START.plusSeconds(60), List.of(sample(0, 1, Double.NaN, Double.NaN)));
		assertThat(pods).isEqualTo(new Pods(1, null, null, 300));
	}

	@Test
	void hasNoPodsOutsideItsTime() {
		assertThat(Pods.between(START, START.plusSeconds(60), List.of(sample(60, 1, 1, 1)))).isNull();
	}

	@Test
	void reportsTheHighestRateOfAStageAsSaturation() {
		Settings settings = Settings.from(new EnvironmentVariables(Map.of("PROFILE", "saturation", "DURATION", "1m")),
				() -> 1);
		Tally tally = new Tally();
		for (int i = 0; i < 20; i++) {
			tally.answered(tally.send(Mode.IMAGE, "koala.jpg"), new Right(50, "lite0-1.1.0"));
		}
		Report report = Report.of(settings, tally, List.of(), true);
		assertThat(settings.stages().getFirst().duration()).isEqualTo(Duration.ofSeconds(10));
		assertThat(report.saturation()).isEqualTo(2.0);
		assertThat(report.models()).containsExactly(Map.entry("lite0-1.1.0", 20));
		assertThat(Table.of(report)).contains("Saturates at 2.0 requests/s.");
	}

	@Test
	void namesTheFirstFailures() {
		Settings settings = Settings.from(new EnvironmentVariables(Map.of("RATE", "1")), () -> 1);
		Tally tally = new Tally();
		tally.answered(tally.send(Mode.BATCH, "koala.jpg"), new Wrong(503, "overloaded"));
		Report report = Report.of(settings, tally, List.of(), true);
		assertThat(report.failures()).singleElement().satisfies((failure) -> {
			assertThat(failure.mode()).isEqualTo("batch");
			assertThat(failure.photo()).isEqualTo("koala.jpg");
			assertThat(failure.status()).isEqualTo(503);
			assertThat(failure.answer()).isEqualTo("overloaded");
		});
		assertThat(Table.of(report)).contains("batch of koala.jpg, status 503");
	}

	private static Sample sample(int second, int ready, double podCores, double nodeCores) {
		return new Sample(START.plusSeconds(second), ready, ready, new Use(podCores, nodeCores, 300));
	}

}
