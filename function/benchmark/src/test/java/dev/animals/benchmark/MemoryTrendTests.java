package dev.animals.benchmark;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryTrendTests {

	@Test
	void leavesOutTheFirstMinute() {
		MemoryTrend trend = MemoryTrend.of(List.of(100L, 200L, 300L, 400L, 500L, 590L, 600L, 620L, 610L));
		assertThat(trend).isEqualTo(new MemoryTrend(600, 610, 620));
	}

	@Test
	void usesTheLastValueOfAShortRun() {
		assertThat(MemoryTrend.of(List.of(100L, 200L))).isEqualTo(new MemoryTrend(200, 200, 200));
	}

	@Test
	void isFlatWithinFivePercentOfTheMedian() {
		assertThat(new MemoryTrend(950, 1000, 1050).isFlat()).isTrue();
		assertThat(new MemoryTrend(949, 1000, 1000).isFlat()).isFalse();
		assertThat(new MemoryTrend(1000, 1000, 1051).isFlat()).isFalse();
	}

	@Test
	void saysWhatItFound() {
		assertThat(new MemoryTrend(600, 610, 620))
			.hasToString("Resident memory after the first minute: 600 to 620 MiB, median 610 MiB, flat.");
		assertThat(new MemoryTrend(600, 610, 700).toString()).endsWith("NOT flat.");
	}

}
