package dev.animals.event;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ExplanationTests {

	@Test
	void mapsTheLowestValueTo0AndTheHighestTo1() {
		assertThat(Explanation.normalised(new float[] { -2, 1, 4, 0 })).containsExactly(0.0, 0.5, 1.0, 0.3333);
	}

	@Test
	void mapsAnEvenMapTo0() {
		assertThat(Explanation.normalised(new float[] { 3, 3 })).containsExactly(0.0, 0.0);
	}

}
