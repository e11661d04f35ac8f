package dev.animals.metrics;

import java.time.Duration;
import java.util.Random;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import dev.animals.feedback.FairSample;
import dev.animals.feedback.FeedbackSettings;
import dev.animals.feedback.Prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AskedFeedbackTests {

	private static final Prediction KOALA = new Prediction("1", "lite0-1.0.0", "koala", "marsupial", 0.9, null);

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final AskedFeedback feedback = new AskedFeedback(this.registry);

	private final Random random = new Random(42);

	@Test
	void countsAReplyAsOftenAsAnswersWereLeftOut() {
		this.feedback.asked(KOALA.asked(20));
		this.feedback.judged(KOALA.asked(20), false);
		assertThat(count("animals.feedback.asked", "model", "lite0-1.0.0")).isEqualTo(1);
		assertThat(count("animals.feedback.asked.replies", "model", "lite0-1.0.0", "right", "false")).isEqualTo(1);
		assertThat(count("animals.feedback.asked.weight", "model", "lite0-1.0.0", "right", "false")).isEqualTo(20);
		assertThat(count("animals.feedback.asked.squares", "model", "lite0-1.0.0")).isEqualTo(400);
	}

	@Test
	void ignoresFeedbackThatNobodyWasAskedFor() {
		this.feedback.judged(KOALA, true);
		assertThat(this.registry.getMeters()).isEmpty();
	}

	/**
	 * First one in 2 users is asked and 90 % of the answers are right, later one in 20
	 * and 50 %. The share among the replies is 86 %, because most replies are early.
	 */
	@Test
	void theWeightsEstimateTheAccuracyOfAllAnswersWhenTheChanceChanges() {
		answer(20_000, 2, 0.9);
		answer(20_000, 20, 0.5);
		assertThat(share("replies")).isCloseTo(0.86, within(0.015));
		// Four times the standard error of the weighted share, 0.009.
		assertThat(share("weight")).isCloseTo(0.7, within(0.036));
	}

	private void answer(int answers, int oneIn, double accuracy) {
		FairSample sample = new FairSample(
				new FeedbackSettings(null, null, Duration.ofDays(30), Duration.ofDays(7), oneIn, ""), this.random);
		for (int i = 0; i < answers; i++) {
			Prediction prediction = KOALA.asked(sample.draw());
			this.feedback.judged(prediction, this.random.nextDouble() < accuracy);
		}
	}

	private double share(String name) {
		double right = count("animals.feedback.asked." + name, "right", "true");
		return right / (right + count("animals.feedback.asked." + name, "right", "false"));
	}

	private double count(String name, String... tags) {
		return this.registry.get(name).tags(tags).counter().count();
	}

}
