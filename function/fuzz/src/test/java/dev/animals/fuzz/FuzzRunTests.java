package dev.animals.fuzz;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FuzzRunTests {

	private static final Duration LIMIT = Duration.ofMinutes(15);

	@Test
	void findsNothingIfTheProcessEndsNormally() {
		assertThat(FuzzRun.finding("Done 37 runs", 0, LIMIT)).isEqualTo("none");
	}

	@Test
	void reportsTheExceptionOfTheTest() {
		assertThat(FuzzRun.finding("== Java Exception: java.lang.IllegalStateException: a|b\n\tat", 77, LIMIT))
			.isEqualTo("== Java Exception: java.lang.IllegalStateException: a/b");
	}

	@Test
	void reportsTheStatusOfAProcessThatFailsWithoutAnException() {
		assertThat(FuzzRun.finding("Killed", 137, LIMIT)).isEqualTo("ended with status 137");
	}

	@Test
	void reportsAProcessThatDoesNotEndInTime() {
		assertThat(FuzzRun.finding("", null, LIMIT)).isEqualTo("did not end within 15 minutes");
	}

}
