package dev.animals.release.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ExpectedAccuracyTests {

	/** 0.9 and 0.7 for each half of the answers: p (1 − p) is 0.09 and 0.21. */
	@Test
	void theErrorFollowsFromTheSpreadOfTheProbabilities() {
		ExpectedAccuracy accuracy = new ExpectedAccuracy(80, 15, 100);
		assertThat(accuracy.mean()).isCloseTo(0.8, within(1e-12));
		assertThat(accuracy.error()).isCloseTo(0.1 / 10, within(1e-12));
	}

	@Test
	void needsAsManyAnswersAsTheRules() throws IOException {
		assertThat(Files.readString(Path.of("../../monitoring/rules/drift.yaml")))
			.contains("(model:animals_answers:count >= %d)".formatted(ExpectedAccuracy.FEWEST_ANSWERS));
		assertThat(new ExpectedAccuracy(40, 5, 49).isKnown()).isFalse();
		assertThat(new ExpectedAccuracy(40, 5, 50).isKnown()).isTrue();
	}

}
