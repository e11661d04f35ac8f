package dev.animals.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import dev.animals.feedback.SignedPrediction;

/**
 * Counts feedback by the revision that answered and by the age of the answer. Users
 * complain sooner than they praise, so only answers of equal age can be compared.
 */
public final class ReleaseFeedback {

	private static final List<Duration> AGES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(5),
			Duration.ofMinutes(15), Duration.ofHours(1));

	private final MeterRegistry registry;

	private final Counter repeated;

	ReleaseFeedback(MeterRegistry registry) {
		this.registry = registry;
		this.repeated = Counter.builder("animals.feedback.repeated")
			.description("Feedback on predictions that were judged before, which does not count")
			.register(registry);
	}

	/** Counts feedback on a prediction that was judged before. */
	public void repeated() {
		this.repeated.increment();
	}

	/**
	 * Counts feedback. Answers without a revision and answers older than an hour are left
	 * out, because they tell nothing about a release that is under way.
	 * @param prediction the prediction that a user judged
	 * @param right whether the user said that it was right
	 * @param now the time of the judgement
	 */
	public void judged(SignedPrediction prediction, boolean right, Instant now) {
		if (prediction.revision().isEmpty()) {
			return;
		}
		Duration age = Duration.between(prediction.issued(), now);
		AGES.stream()
			.filter((most) -> age.compareTo(most) <= 0)
			.findFirst()
			.ifPresent((most) -> Counter.builder("animals.release.feedback")
				.description("Recent predictions that a user judged, by the revision that answered")
				.tag("answered_by", prediction.revision())
				.tag("age", most.toMinutes() + "m")
				.tag("right", Boolean.toString(right))
				.register(this.registry)
				.increment());
	}

	/**
	 * Counts feedback on an answer that is too old to tell anything about the current
	 * accuracy.
	 * @param prediction the prediction that a user judged
	 * @param right whether the user said that it was right
	 */
	public void late(SignedPrediction prediction, boolean right) {
		Counter.builder("animals.feedback.late")
			.description("Old predictions that a user judged")
			.tag("model", prediction.prediction().model())
			.tag("right", Boolean.toString(right))
			.register(this.registry)
			.increment();
	}

}
