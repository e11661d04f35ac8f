package dev.animals.event;

import java.util.List;
import java.util.function.Function;

import io.cloudevents.CloudEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.classification.Classification;
import dev.animals.classification.Classifier;
import dev.animals.classification.RankedLabel;
import dev.animals.classification.Verdict;
import dev.animals.feedback.Prediction;
import dev.animals.feedback.PredictionTokens;
import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.metrics.PredictionMetrics;
import dev.animals.model.AnimalModel;
import dev.animals.model.ModelDescription;
import dev.animals.rejection.RejectedException;

/**
 * The function that classifies a photo: it takes an event whose data is a photo and
 * returns an event whose data names the animals that the photo may show.
 */
public class ClassifyImage implements Function<CloudEvent, CloudEvent> {

	/** The number of animals in an answer if the sender does not ask for another. */
	public static final int DEFAULT_TOP = 5;

	private static final Logger logger = LoggerFactory.getLogger(ClassifyImage.class);

	private final ImageDecoder decoder;

	private final AnimalModel model;

	private final ModelDescription description;

	private final Classifier classifier;

	private final PredictionTokens tokens;

	private final Stages stages;

	private final PredictionMetrics metrics;

	private final Replies replies;

	/**
	 * Creates the function.
	 * @param decoder turns bytes into pixels
	 * @param model turns pixels into logits
	 * @param description describes the model
	 * @param classifier turns logits into ranked animals
	 * @param tokens signs the answers
	 * @param stages measures the stages
	 * @param metrics counts the answers
	 * @param replies creates the events to return
	 */
	public ClassifyImage(ImageDecoder decoder, AnimalModel model, ModelDescription description, Classifier classifier,
			PredictionTokens tokens, Stages stages, PredictionMetrics metrics, Replies replies) {
		this.decoder = decoder;
		this.model = model;
		this.description = description;
		this.classifier = classifier;
		this.tokens = tokens;
		this.stages = stages;
		this.metrics = metrics;
		this.replies = replies;
	}

	@Override
	public CloudEvent apply(CloudEvent request) {
		return reply(request, DEFAULT_TOP, Mode.FUNCTION);
	}

	/**
	 * Classifies the photo in an event and returns an event in every case.
	 * @param request an event of any type whose data is a photo
	 * @param top how many animals to name, from 1 to {@value Classifier#LONGEST_RANKING}
	 * @param mode how the event arrived
	 * @return an event with an {@link Answer}, or an event with a problem if the photo is
	 * rejected
	 */
	public CloudEvent reply(CloudEvent request, int top, Mode mode) {
		try {
			return this.replies.classified(request, classify(request, top, mode));
		}
		catch (RejectedException ex) {
			return this.replies.rejected(request, ex);
		}
	}

	/**
	 * Classifies the photo in an event.
	 * @param request an event of any type whose data is a photo
	 * @param top how many animals to name, from 1 to {@value Classifier#LONGEST_RANKING}
	 * @param mode how the event arrived
	 * @return the answer
	 * @throws RejectedException if the event has no data, or if the data is not a photo
	 * that the service reads
	 */
	public Answer classify(CloudEvent request, int top, Mode mode) {
		return this.stages.measure(Stage.TOTAL, mode, () -> answer(request, top, mode));
	}

	private Answer answer(CloudEvent request, int top, Mode mode) {
		byte[] photo = EncodedPhoto.of(request);
		int side = this.description.input().height();
		DecodedImage image = this.stages.measure(Stage.DECODE, mode, () -> this.decoder.decode(photo, side));
		float[] logits = this.stages.measure(Stage.INFERENCE, mode, () -> this.model.logits(image));
		Classification classification = this.classifier.classify(logits);
		this.metrics.classified(photo.length, image, classification);
		String id = Replies.id(request);
		log(id, classification);
		return answer(id, classification, top);
	}

	private Answer answer(String id, Classification classification, int top) {
		RankedLabel best = classification.best();
		boolean noAnimal = classification.verdict() == Verdict.NOT_ANIMAL;
		String token = this.tokens.issue(new Prediction(id, this.description.versionedName(), best.label(),
				best.group(), best.confidence(), noAnimal ? 1 - classification.animalProbability() : null));
		List<RankedLabel> ranking = classification.ranking();
		return new Answer(id, token, classification.verdict().toString(),
				ranking.subList(0, Math.min(top, ranking.size())), Answer.ModelVersion.of(this.description));
	}

	private void log(String id, Classification classification) {
		RankedLabel best = classification.best();
		logger.atInfo()
			.addKeyValue("prediction.id", id)
			.addKeyValue("prediction.verdict", classification.verdict())
			.addKeyValue("prediction.label", best.label())
			.addKeyValue("prediction.confidence", best.confidence())
			.addKeyValue("model.name", this.description.versionedName())
			.log("Classified: {}", best.label());
	}

}
