package dev.animals.event;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.classification.ClassLabel;
import dev.animals.feedback.PredictionTokens;
import dev.animals.metrics.PredictionMetrics;
import dev.animals.rejection.Outcome;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Outcome.Rejected;
import dev.animals.rejection.Reason;

/**
 * The function that takes feedback: an event whose data is {@code {prediction, label}}.
 */
public class RecordFeedback implements Consumer<CloudEvent> {

	private final Set<String> labels;

	private final PredictionTokens tokens;

	private final PredictionMetrics metrics;

	private final Refusals refusals;

	private final JsonMapper mapper;

	/**
	 * Puts the parts together.
	 * @param labels the network's classes
	 * @param tokens verifies what was answered
	 * @param metrics counts judgements
	 * @param refusals counts refusals
	 * @param mapper reads the data
	 */
	public RecordFeedback(List<ClassLabel> labels, PredictionTokens tokens, PredictionMetrics metrics,
			Refusals refusals, JsonMapper mapper) {
		this.labels = labels.stream()
			.flatMap((label) -> Stream.of(label.name(), label.group()))
			.filter(Objects::nonNull)
			.collect(Collectors.toUnmodifiableSet());
		this.tokens = tokens;
		this.metrics = metrics;
		this.refusals = refusals;
		this.mapper = mapper;
	}

	/**
	 * Counts feedback that comes through another adapter than our HTTP.
	 * @throws IllegalArgumentException when it is refused, for the adapter to dead-letter
	 */
	@Override
	public void accept(CloudEvent event) {
		CloudEventData data = event.getData();
		if (record((data != null) ? data.toBytes() : new byte[0]) instanceof Rejected<Boolean> rejected) {
			throw new IllegalArgumentException(this.refusals.refuse(rejected).detail());
		}
	}

	/**
	 * Counts what a user said of a prediction.
	 * @param json an object with {@code prediction}, the token that came with an answer,
	 * and {@code label}, the name of a class or of a group that is right
	 * @return whether the prediction was right, or why the feedback is refused
	 */
	public Outcome<Boolean> record(byte[] json) {
		if (json.length == 0) {
			return Outcome.rejected(Reason.EMPTY, "There are no bytes; send {\"prediction\": …, \"label\": …}.");
		}
		Feedback feedback;
		try {
			feedback = this.mapper.readValue(json, Feedback.class);
		}
		catch (JacksonException ex) {
			return Outcome.rejected(Reason.INVALID_PARAMETER,
					"Feedback is a JSON object with the strings prediction and label.");
		}
		if (feedback == null || feedback.prediction() == null) {
			return Outcome.rejected(Reason.INVALID_PREDICTION, "The feedback has no prediction.");
		}
		String label = feedback.label();
		if (label == null || !this.labels.contains(label)) {
			return Outcome.rejected(Reason.UNKNOWN_LABEL,
					"The label is neither a class nor a group of this model; GET /model lists them.");
		}
		return this.tokens.verify(feedback.prediction()).then((prediction) -> {
			boolean right = label.equals(prediction.label()) || label.equals(prediction.group());
			this.metrics.judged(prediction, right);
			return new Accepted<>(right);
		});
	}

	private record Feedback(@Nullable String prediction, @Nullable String label) {
	}

}
