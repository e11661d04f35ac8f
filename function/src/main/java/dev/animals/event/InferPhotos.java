package dev.animals.event;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.cloudevents.CloudEvent;

import dev.animals.metrics.PredictionMetrics;
import dev.animals.rejection.RejectedException;

/**
 * Classifies the photos of one request with the function {@link ClassifyImage}, either
 * all of them or none. Predictions count only when all photos are classified, because the
 * sender receives none of them otherwise.
 */
public class InferPhotos {

	private final ClassifyImage classifyImage;

	private final Answers answers;

	private final Stages stages;

	private final PredictionMetrics metrics;

	/**
	 * Creates the classifier of requests.
	 * @param classifyImage classifies a photo
	 * @param answers turns predictions into answers
	 * @param stages measures the stages
	 * @param metrics counts the cases
	 */
	public InferPhotos(ClassifyImage classifyImage, Answers answers, Stages stages, PredictionMetrics metrics) {
		this.classifyImage = classifyImage;
		this.answers = answers;
		this.stages = stages;
		this.metrics = metrics;
	}

	/**
	 * Classifies all photos.
	 * @param photos events whose data are photos, at least one
	 * @param mode how the photos arrived
	 * @param turns runs the predictions in order, and returns their results
	 * @return one inference for each photo, in order
	 * @throws RejectedException if a photo is rejected; the detail says which one
	 */
	public List<Inference> infer(List<CloudEvent> photos, Mode mode,
			Function<List<Supplier<Predicted>>, List<Predicted>> turns) {
		List<Predicted> predicted = turns.apply(PhotosOfRequest.each(photos,
				(photo) -> this.stages.measure(Stage.TOTAL, mode, () -> predict(photo, mode))));
		// The photos of a request are often alike, so only one of them counts as a case.
		Predicted chosen = predicted.get(ThreadLocalRandom.current().nextInt(predicted.size()));
		this.metrics.cases().classified(mode.toString(), chosen.encoded(), chosen.classification());
		return IntStream.range(0, photos.size()).mapToObj((i) -> inference(photos.get(i), predicted.get(i))).toList();
	}

	private Predicted predict(CloudEvent photo, Mode mode) {
		return this.classifyImage.countFailure(photo, mode, (each) -> this.classifyImage.predict(each, mode));
	}

	private Inference inference(CloudEvent photo, Predicted predicted) {
		return new Inference(this.answers.of(predicted, Replies.id(photo), AnswerOptions.DEFAULT), predicted.logits());
	}

}
