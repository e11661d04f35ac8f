package dev.animals.event;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.feedback.JudgedPredictions;
import dev.animals.feedback.Prediction;
import dev.animals.feedback.PredictionTokens;
import dev.animals.feedback.SignedPrediction;
import dev.animals.metrics.PredictionMetrics;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;
import dev.animals.vocabulary.Meaning;
import dev.animals.vocabulary.Vocabulary;

/**
 * The function that counts feedback: it takes an event whose data is
 * {@code {"prediction": …, "label": …}}.
 */
public class RecordFeedback implements Consumer<CloudEvent> {

	private final Vocabulary vocabulary;

	private final PredictionTokens tokens;

	private final PredictionMetrics metrics;

	private final Rejections rejections;

	private final JsonMapper mapper;

	private final JudgedPredictions judged = new JudgedPredictions();

	/**
	 * Creates the function.
	 * @param vocabulary tells what a person means by a word
	 * @param tokens verifies predictions
	 * @param metrics counts feedback
	 * @param rejections counts and logs rejected feedback
	 * @param mapper reads the data of an event
	 */
	public RecordFeedback(Vocabulary vocabulary, PredictionTokens tokens, PredictionMetrics metrics,
			Rejections rejections, JsonMapper mapper) {
		this.vocabulary = vocabulary;
		this.tokens = tokens;
		this.metrics = metrics;
		this.rejections = rejections;
		this.mapper = mapper;
	}

	/**
	 * Counts feedback that arrives through an adapter of Spring Cloud Function.
	 * @throws RejectedException if the feedback is rejected, so that the adapter can send
	 * the event to its dead-letter destination
	 */
	@Override
	public void accept(CloudEvent event) {
		try {
			record(event);
		}
		catch (RejectedException ex) {
			this.rejections.report(ex);
			throw ex;
		}
	}

	/**
	 * Counts the feedback in an event.
	 * @param event an event whose data is the JSON that {@link #record(byte[])} takes
	 * @return whether the prediction was right
	 * @throws RejectedException as {@link #record(byte[])} does
	 */
	public boolean record(CloudEvent event) {
		CloudEventData data = event.getData();
		return record((data != null) ? data.toBytes() : new byte[0]);
	}

	/**
	 * Counts feedback.
	 * @param json an object with {@code prediction}, the token of an answer, and
	 * {@code label}, a name in the vocabulary for the thing in the photo
	 * @return whether the prediction was right
	 * @throws RejectedException if there is no such object, if the token is not valid, or
	 * if the model does not know the label
	 */
	public boolean record(byte[] json) {
		Feedback feedback = parse(json);
		String token = feedback.prediction();
		if (token == null) {
			throw new RejectedException(Reason.INVALID_PREDICTION,
					"The feedback has no prediction. Send the prediction of the answer.");
		}
		String label = feedback.label();
		if (label == null || label.isBlank()) {
			throw new RejectedException(Reason.UNKNOWN_LABEL,
					("The feedback has no label. Send what the photo shows: "
							+ "a name that GET /labels finds, \"not %s\" or \"none of these\".")
						.formatted(this.vocabulary.subject().withArticle()));
		}
		return switch (this.vocabulary.meaning(label)) {
			case Meaning.Animals(Set<String> labels) -> judgeAsAnimal(token, labels);
			case Meaning.NoneOfThese() -> judgeAsAnimal(token, Set.of());
			case Meaning.NotAnAnimal() -> judgeAsNoAnimal(token);
			case Meaning.OtherAnimal(String name) -> throw otherAnimal(name);
			case Meaning.Unknown(List<String> nearest) -> throw ClassNames.unknown(this.vocabulary, nearest);
		};
	}

	private boolean judgeAsAnimal(String token, Set<String> labels) {
		return judge(token, (prediction) -> labels.contains(prediction.label()), this.metrics::judged);
	}

	private boolean judgeAsNoAnimal(String token) {
		return judge(token, (prediction) -> prediction.noAnimal() != null,
				(prediction, _) -> this.metrics.judgedAsNoAnimal(prediction));
	}

	/**
	 * Judges the prediction in a token. Only the first judgement of a prediction counts.
	 * Judgements of old answers are counted separately.
	 * @return whether the prediction was right
	 */
	private boolean judge(String token, Predicate<Prediction> isRight, BiConsumer<Prediction, Boolean> counter) {
		SignedPrediction signed = this.tokens.verify(token);
		Prediction prediction = signed.prediction();
		boolean right = isRight.test(prediction);
		if (!this.judged.add(prediction.id())) {
			this.metrics.releaseFeedback().repeated();
			return right;
		}
		if (this.tokens.isLate(signed)) {
			this.metrics.releaseFeedback().late(signed, right);
		}
		else {
			counter.accept(prediction, right);
			this.metrics.releaseFeedback().judged(signed, right, Instant.now());
			this.metrics.askedFeedback().judged(prediction, right);
		}
		return right;
	}

	private static RejectedException otherAnimal(String name) {
		return new RejectedException(Reason.UNKNOWN_LABEL,
				"This model does not know this animal: %s. Send \"none of these\" to count the answer as wrong."
					.formatted(name),
				List.of("none of these"));
	}

	private Feedback parse(byte[] json) {
		if (json.length == 0) {
			throw new RejectedException(Reason.EMPTY,
					"The feedback has no bytes. Send {\"prediction\": …, \"label\": …}.");
		}
		try {
			Feedback feedback = this.mapper.readValue(json, Feedback.class);
			return (feedback != null) ? feedback : new Feedback(null, null);
		}
		catch (JacksonException ex) {
			throw new RejectedException(Reason.INVALID_PARAMETER,
					"Feedback must be a JSON object with the strings prediction and label.");
		}
	}

	private record Feedback(@Nullable String prediction, @Nullable String label) {
	}

}
