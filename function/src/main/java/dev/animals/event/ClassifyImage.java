package dev.animals.event;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.classification.Candidate;
import dev.animals.classification.Classification;
import dev.animals.classification.Classifier;
import dev.animals.feedback.Prediction;
import dev.animals.feedback.PredictionTokens;
import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.metrics.Mode;
import dev.animals.metrics.PredictionMetrics;
import dev.animals.metrics.Stage;
import dev.animals.metrics.Stages;
import dev.animals.model.AnimalModel;
import dev.animals.model.ModelDescription;
import dev.animals.rejection.Outcome;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Outcome.Rejected;
import dev.animals.rejection.Reason;

/**
 * The function: an event whose data is a picture in, an event that says which animal it
 * shows out. {@link #classify} is the whole story.
 */
public class ClassifyImage implements Function<CloudEvent, CloudEvent> {

	/** How many animals are named where the sender does not say. */
	public static final int DEFAULT_TOP = 5;

	private static final Logger logger = LoggerFactory.getLogger(ClassifyImage.class);

	private final ImageDecoder decoder;

	private final AnimalModel model;

	private final ModelDescription description;

	private final Classifier classifier;

	private final PredictionTokens tokens;

	private final Stages stages;

	private final PredictionMetrics metrics;

	private final Refusals refusals;

	private final Replies replies;

	/**
	 * Puts the parts together.
	 * @param decoder bytes to pixels
	 * @param model pixels to logits
	 * @param description what the model is
	 * @param classifier logits to animals
	 * @param tokens signs answers
	 * @param stages measures the parts of a request
	 * @param metrics counts answers
	 * @param refusals counts refusals
	 * @param replies makes events
	 */
	public ClassifyImage(ImageDecoder decoder, AnimalModel model, ModelDescription description, Classifier classifier,
			PredictionTokens tokens, Stages stages, PredictionMetrics metrics, Refusals refusals, Replies replies) {
		this.decoder = decoder;
		this.model = model;
		this.description = description;
		this.classifier = classifier;
		this.tokens = tokens;
		this.stages = stages;
		this.metrics = metrics;
		this.refusals = refusals;
		this.replies = replies;
	}

	@Override
	public CloudEvent apply(CloudEvent request) {
		return reply(request, classify(request, DEFAULT_TOP, Mode.FUNCTION));
	}

	/**
	 * Makes the event that answers an event.
	 * @param request what is answered
	 * @param outcome what became of it
	 * @return the reply, which tells the answer or the refusal
	 */
	public CloudEvent reply(@Nullable CloudEvent request, Outcome<Answer> outcome) {
		return switch (outcome) {
			case Accepted<Answer>(Answer answer) when request != null -> this.replies.classified(request, answer);
			case Accepted<Answer> _ -> throw new IllegalArgumentException("an answer without a request");
			case Rejected<Answer> rejected -> this.replies.rejected(request, this.refusals.refuse(rejected));
		};
	}

	/**
	 * Classifies the picture that an event carries.
	 * @param request an event of any type whose data is a picture
	 * @param top how many animals to name, 1 to {@value Classifier#LONGEST_RANKING}
	 * @param mode how the event came in
	 * @return the answer, or why there is none
	 */
	public Outcome<Answer> classify(CloudEvent request, int top, Mode mode) {
		return this.stages.measure(Stage.TOTAL, mode, () -> {
			if (!mayBeImage(request.getDataContentType())) {
				return Outcome.rejected(Reason.UNSUPPORTED_TYPE,
						"Data of this type is no picture; send image/*, application/octet-stream, or no type.");
			}
			CloudEventData data = request.getData();
			byte[] bytes = (data != null) ? data.toBytes() : new byte[0];
			if (bytes.length == 0) {
				return Outcome.rejected(Reason.EMPTY, "There are no bytes; send a picture.");
			}
			Outcome<DecodedImage> decoded = this.stages.measure(Stage.DECODE, mode,
					() -> this.decoder.decode(bytes, this.description.input().height()));
			return decoded.then((image) -> {
				float[] logits = this.stages.measure(Stage.INFERENCE, mode, () -> this.model.logits(image));
				Classification classification = this.classifier.classify(logits);
				this.metrics.classified(bytes.length, image, classification);
				return new Accepted<>(answer(request, classification, top));
			});
		});
	}

	/**
	 * The bytes decide what a picture is; a declared type only says what is surely none.
	 */
	private static boolean mayBeImage(@Nullable String type) {
		if (type == null) {
			return true;
		}
		String lower = type.strip().toLowerCase(Locale.ROOT);
		return lower.isEmpty() || lower.startsWith("image/") || lower.startsWith("application/octet-stream");
	}

	private Answer answer(CloudEvent request, Classification classification, int top) {
		String id = Replies.id(request);
		Candidate best = classification.best();
		String token = this.tokens
			.issue(new Prediction(id, this.description.versionedName(), best.label(), best.group(), best.confidence()));
		logger.atInfo()
			.addKeyValue("prediction.id", id)
			.addKeyValue("prediction.verdict", classification.verdict())
			.addKeyValue("prediction.label", best.label())
			.addKeyValue("prediction.confidence", best.confidence())
			.addKeyValue("model.name", this.description.versionedName())
			.log("Classified: {}", best.label());
		List<Candidate> ranking = classification.ranking();
		return new Answer(id, token, classification.verdict().toString(),
				ranking.subList(0, Math.min(top, ranking.size())),
				new Answer.ModelVersion(this.description.name(), this.description.version()));
	}

}
