package dev.animals.hardexamples;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;

/**
 * A photo with an unsure prediction. The record does not copy its array, so callers must
 * not modify it.
 *
 * @param id the id of the prediction
 * @param prediction the token that feedback on the prediction needs
 * @param verdict the verdict in the answer
 * @param label the best label
 * @param confidence the confidence of the best label, from 0 to 1
 * @param model the name, version and precision of the model
 * @param type the media type of the photo
 * @param photo the encoded photo
 * @param time when the photo was classified
 */
@SuppressWarnings("ArrayRecordComponent")
public record HardExample(String id, String prediction, String verdict, String label, double confidence, String model,
		String type, byte[] photo, Instant time) {

	/** The type of the events. A Trigger that excludes dev.animals.* ignores them. */
	static final String TYPE = "dev.animals.image.unsure.v1";

	/** Differs from the source of answers, because the id is the same. */
	private static final URI SOURCE = URI.create("/animals/hard-examples");

	/** Returns an event whose data is the photo. */
	CloudEvent event() {
		return CloudEventBuilder.v1()
			.withId(this.id)
			.withSource(SOURCE)
			.withType(TYPE)
			.withTime(this.time.atOffset(ZoneOffset.UTC))
			.withExtension("prediction", this.prediction)
			.withExtension("verdict", this.verdict)
			.withExtension("label", this.label)
			// CloudEvents have no type for fractions.
			.withExtension("confidence", String.format(Locale.ROOT, "%.6f", this.confidence))
			.withExtension("model", this.model)
			.withData(this.type, this.photo)
			.build();
	}

}
