package dev.animals.event;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.cloudevents.CloudEvent;

import dev.animals.classification.Classifier;
import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.metrics.PhotoFacts;
import dev.animals.metrics.PredictionMetrics;
import dev.animals.model.AnimalModel;
import dev.animals.model.ModelFolder;
import dev.animals.model.PredictorTurns;
import dev.animals.rejection.RejectedException;

/**
 * The function that classifies a photo: it takes an event whose data is a photo and
 * returns an event whose data names the animals that the photo may show.
 */
public class ClassifyImage implements Function<CloudEvent, CloudEvent> {

	private static final byte[] NO_BYTES = {};

	private final ImageDecoder decoder;

	private final AnimalModel model;

	private final ModelFolder folder;

	private final Classifier classifier;

	private final Answers answers;

	private final Stages stages;

	private final PredictionMetrics metrics;

	private final Replies replies;

	/**
	 * Creates the function.
	 * @param decoder turns bytes into pixels
	 * @param model turns pixels into logits
	 * @param folder describes the model
	 * @param classifier turns logits into ranked animals
	 * @param answers turns predictions into answers
	 * @param stages measures the stages
	 * @param metrics counts the cases
	 * @param replies creates the events to return
	 */
	public ClassifyImage(ImageDecoder decoder, AnimalModel model, ModelFolder folder, Classifier classifier,
			Answers answers, Stages stages, PredictionMetrics metrics, Replies replies) {
		this.decoder = decoder;
		this.model = model;
		this.folder = folder;
		this.classifier = classifier;
		this.answers = answers;
		this.stages = stages;
		this.metrics = metrics;
		this.replies = replies;
	}

	@Override
	public CloudEvent apply(CloudEvent request) {
		return reply(() -> request, AnswerOptions.DEFAULT, Mode.FUNCTION, true);
	}

	/**
	 * Prepares the answers to a batch. All its photos together have one limit of decoding
	 * time.
	 * @param members read the events of the batch; a member that is rejected does not
	 * affect the others
	 * @param options what the sender wants
	 * @return the work for each member, which returns an event in every case: with an
	 * {@link Answer}, or with a problem if the member is rejected
	 */
	public List<Supplier<CloudEvent>> batch(List<Supplier<CloudEvent>> members, AnswerOptions options) {
		// The photos of a batch are often alike, so only one of them counts as a case.
		int chosen = ThreadLocalRandom.current().nextInt(Math.max(members.size(), 1));
		return ImageDecoder.together(IntStream.range(0, members.size())
			.<Supplier<CloudEvent>>mapToObj((i) -> () -> reply(members.get(i), options, Mode.BATCH, i == chosen))
			.toList());
	}

	private CloudEvent reply(Supplier<CloudEvent> member, AnswerOptions options, Mode mode, boolean isCase) {
		CloudEvent request = null;
		try {
			request = member.get();
			return this.replies.classified(request, classify(request, options, mode, isCase));
		}
		catch (RejectedException ex) {
			return this.replies.rejected(request, ex);
		}
	}

	/**
	 * Classifies the photo in an event.
	 * @param request an event of any type whose data is a photo
	 * @param options what the sender wants
	 * @param mode how the event arrived
	 * @return the answer
	 * @throws RejectedException if the event has no data, or if the data is not a photo
	 * that the service reads
	 */
	public Answer classify(CloudEvent request, AnswerOptions options, Mode mode) {
		return classify(request, options, mode, true);
	}

	private Answer classify(CloudEvent request, AnswerOptions options, Mode mode, boolean isCase) {
		return this.stages.measure(Stage.TOTAL, mode,
				() -> isCase ? countFailure(request, mode, (photo) -> answerCase(photo, request, options, mode))
						: this.answers.of(predict(EncodedPhoto.of(request), mode), Replies.id(request), options));
	}

	private Answer answerCase(byte[] photo, CloudEvent request, AnswerOptions options, Mode mode) {
		Predicted predicted = predict(photo, mode);
		Answer answer = this.answers.of(predicted, Replies.id(request), options);
		this.metrics.cases().classified(mode.toString(), photo, predicted.classification());
		return answer;
	}

	/**
	 * Applies an action to the photo in an event. If the photo is rejected or the service
	 * fails, this is counted as the outcome of the case.
	 */
	<T> T countFailure(CloudEvent event, Mode mode, Function<byte[], T> action) {
		byte[] photo = NO_BYTES;
		try {
			photo = EncodedPhoto.of(event);
			return action.apply(photo);
		}
		catch (RejectedException ex) {
			this.metrics.cases().rejected(mode.toString(), photo);
			throw ex;
		}
		catch (RuntimeException ex) {
			this.metrics.cases().failed(mode.toString(), photo);
			throw ex;
		}
	}

	/** Decodes a photo and runs the network, without counting the result. */
	Predicted predict(byte[] photo, Mode mode) {
		int side = this.folder.description().input().side();
		DecodedImage image = this.stages.measure(Stage.DECODE, mode, () -> this.decoder.decode(photo, side));
		float[] logits = PredictorTurns
			.take(() -> this.stages.measure(Stage.INFERENCE, mode, () -> this.model.logits(image)));
		return new Predicted(photo, PhotoFacts.of(photo.length, image), logits, this.classifier.classify(logits));
	}

}
