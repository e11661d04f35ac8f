package dev.animals.testing;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PercentilesTests {

	private final List<Double> values = List.of(50.0, 15.0, 40.0, 20.0, 35.0);

	@Test
	void areOneOfTheValues() {
		assertThat(Percentiles.of(this.values, 30)).isEqualTo(20);
		assertThat(Percentiles.of(this.values, 40)).isEqualTo(20);
		assertThat(Percentiles.of(this.values, 41)).isEqualTo(35);
		assertThat(Percentiles.of(this.values, 100)).isEqualTo(50);
		assertThat(Percentiles.of(this.values, 1)).isEqualTo(15);
	}

	@Test
	void haveTheMiddleValueAsMedian() {
		assertThat(Percentiles.median(this.values)).isEqualTo(35);
		assertThat(Percentiles.median(List.of(2.0, 1.0))).isEqualTo(1);
	}

	@Test
	void areNotANumberWithoutValues() {
		assertThat(Percentiles.median(List.of())).isNaN();
	}

}
