package dev.animals.feedback;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FairSampleTests {

	@Test
	void choosesOneInTenAnswersAndTellsTheChance() {
		FairSample sample = sample(10, new Random(42));
		int[] draws = IntStream.range(0, 100_000).map((_) -> sample.draw()).toArray();
		assertThat(draws).containsOnly(0, 10);
		// 380 is four standard deviations of a binomial distribution.
		assertThat(IntStream.of(draws).filter((draw) -> draw > 0).count()).isCloseTo(10_000, within(380L));
	}

	@Test
	void choosesEveryAnswerIfItIsOneInOne() {
		FairSample sample = sample(1, new Random(42));
		assertThat(IntStream.range(0, 100).map((_) -> sample.draw())).containsOnly(1);
	}

	@Test
	void choosesNoAnswerAndDrawsNothingIfItIsOff() {
		assertThat(sample(0, () -> {
			throw new AssertionError("A number was drawn");
		}).draw()).isZero();
	}

	private static FairSample sample(int oneIn, RandomGenerator random) {
		return new FairSample(new FeedbackSettings(null, null, Duration.ofDays(30), Duration.ofDays(7), oneIn, ""),
				random);
	}

}
