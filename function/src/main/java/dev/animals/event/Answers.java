package dev.animals.event;

import java.time.Instant;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.classification.Classification;
import dev.animals.classification.RankedLabel;
import dev.animals.classification.Verdict;
import dev.animals.feedback.FairSample;
import dev.animals.feedback.Prediction;
import dev.animals.feedback.PredictionTokens;
import dev.animals.hardexamples.HardExample;
import dev.animals.hardexamples.HardExamples;
import dev.animals.metrics.PredictionMetrics;
import dev.animals.model.ModelFolder;

/**
 * Turns predictions into signed answers. Each prediction is counted and logged, and its
 * photo is offered as a hard example if the prediction is unsure.
 */
public class Answers {

	private static final Logger logger = LoggerFactory.getLogger(Answers.class);

	private final ModelFolder folder;

	private final PredictionTokens tokens;

	private final FairSample fairSample;

	private final PredictionMetrics metrics;

	private final HardExamples hardExamples;

	/**
	 * Creates the answers.
	 * @param folder describes the model
	 * @param tokens signs the answers
	 * @param fairSample chooses the answers for which users are asked for feedback
	 * @param metrics counts the answers
	 * @param hardExamples gets the photos with unsure predictions
	 */
	public Answers(ModelFolder folder, PredictionTokens tokens, FairSample fairSample, PredictionMetrics metrics,
			HardExamples hardExamples) {
		this.folder = folder;
		this.tokens = tokens;
		this.fairSample = fairSample;
		this.metrics = metrics;
		this.hardExamples = hardExamples;
	}

	/**
	 * Answers with a prediction.
	 * @param predicted the prediction
	 * @param id the id of the answer
	 * @param options what the sender wants
	 * @return the answer with a signed token
	 */
	Answer of(Predicted predicted, String id, AnswerOptions options) {
		Classification classification = predicted.classification();
		this.metrics.classified(predicted.photo(), classification, predicted.logits());
		log(id, classification);
		Prediction prediction = prediction(id, classification);
		int askedOneIn = options.canAsk() ? this.fairSample.draw() : 0;
		if (askedOneIn > 0) {
			this.metrics.askedFeedback().asked(prediction);
		}
		Answer answer = sign(prediction.asked(askedOneIn), classification, options.top());
		if (this.hardExamples.want(classification)) {
			RankedLabel best = classification.best();
			// A label from a labelling tool is not the reply of a user who was asked by
			// chance.
			String token = answer.askForFeedback() ? this.tokens.issue(prediction) : answer.prediction();
			this.hardExamples.offer(new HardExample(id, token, answer.verdict(), best.label(), best.confidence(),
					this.folder.versionedName(), "image/" + predicted.photo().format(), predicted.encoded(),
					Instant.now()));
		}
		return answer;
	}

	private Prediction prediction(String id, Classification classification) {
		RankedLabel best = classification.best();
		boolean noAnimal = classification.verdict() == Verdict.NOT_ANIMAL;
		return new Prediction(id, this.folder.versionedName(), best.label(), best.group(), best.confidence(),
				noAnimal ? 1 - classification.animalProbability() : null);
	}

	private Answer sign(Prediction prediction, Classification classification, int top) {
		List<RankedLabel> ranking = classification.ranking();
		return new Answer(prediction.id(), this.tokens.issue(prediction), prediction.isAsked(), verdict(classification),
				ranking.subList(0, Math.min(top, ranking.size())), Answer.ModelVersion.of(this.folder));
	}

	private String verdict(Classification classification) {
		return classification.verdict().of(this.folder.description().subject());
	}

	private void log(String id, Classification classification) {
		RankedLabel best = classification.best();
		logger.atInfo()
			.addKeyValue("prediction.id", id)
			.addKeyValue("prediction.verdict", verdict(classification))
			.addKeyValue("prediction.label", best.label())
			.addKeyValue("prediction.confidence", best.confidence())
			.addKeyValue("model.name", this.folder.versionedName())
			.log("Classified: {}", best.label());
	}

}
