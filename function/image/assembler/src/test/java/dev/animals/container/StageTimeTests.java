package dev.animals.container;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class StageTimeTests {

	private static final String METRICS = """
			# TYPE animals_stage_seconds histogram
			animals_stage_seconds_bucket{mode="http",stage="inference",le="0.01"} 1
			animals_stage_seconds_count{mode="http",stage="decode"} 7
			animals_stage_seconds_count{mode="event",stage="inference"} 1
			animals_stage_seconds_count{mode="http",stage="inference"} 3
			animals_stage_seconds_sum{mode="event",stage="inference"} 0.02
			animals_stage_seconds_sum{mode="http",stage="inference"} 0.06
			""";

	@Test
	void isTheSumOfTheSeriesOfAStage() {
		StageTime time = StageTime.parse(METRICS, "inference");
		assertThat(time.count()).isEqualTo(4);
		assertThat(time.meanMillis()).isEqualTo(20);
	}

	@Test
	void canBeMeasuredSinceAnEarlierTime() {
		StageTime time = StageTime.parse(METRICS, "inference").since(new StageTime(0.05, 3));
		assertThat(time.meanMillis()).isCloseTo(30, within(1e-9));
	}

}
