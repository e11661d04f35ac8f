package dev.animals.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import dev.animals.feedback.Prediction;

/**
 * Counts the answers for which users were asked by chance whether they are right, and the
 * replies. A reply on an answer that was chosen with the chance 1/N has the weight N, so
 * that replies stay comparable when N changes (Horvitz and Thompson, JASA 1952). The sum
 * of the squared weights tells how many equally weighted replies the replies are worth
 * (Kish, Survey Sampling, 1965).
 */
public final class AskedFeedback {

	private final MeterRegistry registry;

	AskedFeedback(MeterRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Counts an answer for which a user is asked.
	 * @param prediction the prediction in the answer
	 */
	public void asked(Prediction prediction) {
		counter("animals.feedback.asked", "Answers for which users were asked for feedback", prediction).increment();
	}

	/**
	 * Counts feedback on a prediction, if the user was asked for it.
	 * @param prediction the prediction that a user judged
	 * @param right whether the user said that it was right
	 */
	public void judged(Prediction prediction, boolean right) {
		if (!prediction.isAsked()) {
			return;
		}
		double weight = prediction.askedOneIn();
		String[] tag = { "right", Boolean.toString(right) };
		counter("animals.feedback.asked.replies", "Feedback that users were asked for", prediction, tag).increment();
		counter("animals.feedback.asked.weight", "Sum of the replies' weights", prediction, tag).increment(weight);
		counter("animals.feedback.asked.squares", "Sum of the replies' squared weights", prediction)
			.increment(weight * weight);
	}

	private Counter counter(String name, String description, Prediction prediction, String... tags) {
		return Counter.builder(name)
			.description(description)
			.tag("model", prediction.model())
			.tags(tags)
			.register(this.registry);
	}

}
