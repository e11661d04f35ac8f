package dev.animals.metrics;

import java.util.EnumMap;
import java.util.Map;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

import dev.animals.classification.Classification;
import dev.animals.classification.Subject;
import dev.animals.classification.Verdict;

import static java.util.Objects.requireNonNull;

/**
 * Sums from which the accuracy is estimated without labels (CBPE, confidence-based
 * performance estimation). A calibrated confidence is the probability that an answer is
 * right, so the sum over all answers is the expected number of right ones. The sum of p
 * (1 - p) is the variance of this number.
 * <p>
 * The sums are kept by verdict, because the answer depends on it: the name of an animal,
 * or that there is none. The verdict {@code unknown} gives no answer that could be right.
 */
final class ExpectedAccuracy {

	private final Map<Verdict, Counter> right = new EnumMap<>(Verdict.class);

	private final Map<Verdict, Counter> variance = new EnumMap<>(Verdict.class);

	ExpectedAccuracy(MeterRegistry registry, String model, Subject subject) {
		for (Verdict verdict : new Verdict[] { Verdict.ANIMAL, Verdict.NOT_ANIMAL }) {
			Tags tags = Tags.of("model", model, "verdict", verdict.of(subject));
			this.right.put(verdict,
					Counter.builder("animals.expected.right")
						.description("Sum of the probabilities that the answers are right")
						.tags(tags)
						.register(registry));
			this.variance.put(verdict,
					Counter.builder("animals.expected.variance")
						.description("Variance of the number of right answers")
						.tags(tags)
						.register(registry));
		}
	}

	void add(Classification classification) {
		Verdict verdict = classification.verdict();
		if (verdict == Verdict.UNKNOWN) {
			return;
		}
		double probability = probability(classification);
		requireNonNull(this.right.get(verdict)).increment(probability);
		requireNonNull(this.variance.get(verdict)).increment(probability * (1 - probability));
	}

	/** Returns the probability that an answer is right, from 0 to 1. */
	private static double probability(Classification classification) {
		return (classification.verdict() == Verdict.ANIMAL) ? classification.best().confidence()
				: 1 - classification.animalProbability();
	}

}
