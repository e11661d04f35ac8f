package dev.animals.release.judge;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TallyTests {

	private static final Tally<String> ONE = Tally.of(Map.of("dog", 1L, "cat", 2L));

	private static final Tally<String> OTHER = Tally.of(Map.of("bird", 4L, "dog", 8L));

	@Test
	void addsTheCountsOfEachKeyInOrder() {
		assertThat(Tally.sum(ONE, OTHER)).containsExactly(Map.entry("bird", 4L), Map.entry("cat", 2L),
				Map.entry("dog", 9L));
	}

	@Test
	void doesNotChangeWhatItAdds() {
		Tally.sum(ONE, OTHER);
		assertThat(ONE).containsExactly(Map.entry("cat", 2L), Map.entry("dog", 1L));
	}

	@Test
	void knowsTheSumOfAllCounts() {
		assertThat(Tally.total(Tally.sum(ONE, OTHER))).isEqualTo(15);
	}

	@Test
	void keepsTheCountsIfTheOtherTallyIsEmpty() {
		assertThat(Tally.sum(Tally.of(Map.<String, Long>of()), ONE)).isEqualTo(ONE);
		assertThat(Tally.sum(ONE, Tally.of(Map.<String, Long>of()))).isEqualTo(ONE);
	}

	@Test
	void hasTheDefaultForAKeyWithoutACount() {
		assertThat(ONE.getOrDefault("cat", 0L)).isEqualTo(2);
		assertThat(ONE.getOrDefault("cow", 0L)).isZero();
	}

}
