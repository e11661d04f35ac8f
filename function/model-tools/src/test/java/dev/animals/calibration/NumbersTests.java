package dev.animals.calibration;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class NumbersTests {

	@Test
	void roundsToShortDecimals() {
		assertThat(Numbers.round(0.123456, 4)).isEqualTo(0.1235);
		assertThat(Numbers.floor(0.123456, 4)).isEqualTo(0.1234);
	}

	/**
	 * The expected values come from SciPy: {@code binomtest(81,
	 * 98).proportion_ci(method="wilson")}.
	 */
	@Test
	void givesWilsonsInterval() {
		assertThat(Numbers.wilson(81 / 98.0, 98)).isEqualTo(List.of(0.7396, 0.8888));
	}

	@Test
	void givesAnIntervalOfSomeWidthToAShareOfZero() {
		assertThat(Numbers.wilson(0, 100)).isEqualTo(List.of(0.0, 0.037));
	}

	@Test
	void measuresSeparationAsTheAreaUnderTheCurve() {
		assertThat(Numbers.separation(List.of(2.0, 3.0), List.of(0.0, 1.0), Double::doubleValue)).isEqualTo(1);
		assertThat(Numbers.separation(List.of(1.0), List.of(1.0), Double::doubleValue)).isEqualTo(0.5);
		assertThat(Numbers.separation(List.of(0.0), List.of(1.0), Double::doubleValue)).isEqualTo(0);
	}

}
