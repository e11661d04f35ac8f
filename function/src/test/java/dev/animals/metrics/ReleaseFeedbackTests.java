package dev.animals.metrics;

import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import dev.animals.feedback.Prediction;
import dev.animals.feedback.SignedPrediction;

import static org.assertj.core.api.Assertions.assertThat;

class ReleaseFeedbackTests {

	private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final ReleaseFeedback feedback = new ReleaseFeedback(this.registry);

	@Test
	void countsByTheRevisionThatAnsweredAndTheAgeOfTheAnswer() {
		this.feedback.judged(answered("animals-00002", Duration.ofMinutes(3)), false, NOW);
		assertThat(this.registry.get("animals.release.feedback")
			.tags("answered_by", "animals-00002", "age", "5m", "right", "false")
			.counter()
			.count()).isEqualTo(1);
	}

	@Test
	void ignoresAnswersThatAreTooOldForAReleaseOrNameNoRevision() {
		this.feedback.judged(answered("animals-00002", Duration.ofHours(2)), false, NOW);
		this.feedback.judged(answered("", Duration.ofMinutes(3)), false, NOW);
		assertThat(this.registry.find("animals.release.feedback").counter()).isNull();
	}

	private static SignedPrediction answered(String revision, Duration ago) {
		return new SignedPrediction(new Prediction("1", "lite0-1.0.0", "koala", "marsupial", 0.9, null), revision,
				NOW.minus(ago));
	}

}
