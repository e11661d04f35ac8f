package dev.animals.event;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.cloudevents.CloudEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.animals.classification.Classifier;
import dev.animals.classification.RankedLabel;
import dev.animals.image.DecodedImage;
import dev.animals.image.HeatMap;
import dev.animals.image.ImageDecoder;
import dev.animals.model.ActivationMaps;
import dev.animals.model.AnimalModel;
import dev.animals.model.ModelFolder;
import dev.animals.model.PredictorTurns;
import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;
import dev.animals.vocabulary.Vocabulary;

/**
 * Explains where in a photo the model recognises an animal. An explanation runs the
 * network once and does not count as a prediction, because the photo was usually
 * classified before.
 */
public class ExplainImage {

	private static final Logger logger = LoggerFactory.getLogger(ExplainImage.class);

	private final ImageDecoder decoder;

	private final AnimalModel model;

	private final ModelFolder folder;

	private final Classifier classifier;

	private final Vocabulary vocabulary;

	private final Stages stages;

	/**
	 * Creates the explainer.
	 * @param decoder turns bytes into pixels
	 * @param model turns pixels into logits with their maps
	 * @param folder describes the model
	 * @param classifier turns logits into ranked animals
	 * @param vocabulary tells what a person means by a name
	 * @param stages measures the explanations
	 */
	public ExplainImage(ImageDecoder decoder, AnimalModel model, ModelFolder folder, Classifier classifier,
			Vocabulary vocabulary, Stages stages) {
		this.decoder = decoder;
		this.model = model;
		this.folder = folder;
		this.classifier = classifier;
		this.vocabulary = vocabulary;
		this.stages = stages;
	}

	/**
	 * Explains an animal in the photo of an event.
	 * @param request an event of any type whose data is a photo
	 * @param name an everyday name of an animal or of a group. If it means several
	 * animals, the most probable of them is explained. If it is blank, the most probable
	 * animal of all is explained.
	 * @param mode how the event arrived
	 * @return the explanation
	 * @throws RejectedException if the photo or the name is rejected, or if the model
	 * cannot explain its answers
	 */
	public Explanation explain(CloudEvent request, String name, Mode mode) {
		return this.stages.measure(Stage.EXPLANATION, mode, () -> explained(request, name).explanation());
	}

	/**
	 * Prepares the explanations of the most probable animals in the photos of one
	 * request. All photos together have one limit of decoding time.
	 * @param photos events whose data are photos
	 * @param mode how the photos arrived
	 * @return the work for each photo, which may throw as {@link #explain}; the detail of
	 * a rejection names the photo
	 */
	public List<Supplier<Explanation>> explanations(List<CloudEvent> photos, Mode mode) {
		return PhotosOfRequest.each(photos, (photo) -> explain(photo, "", mode));
	}

	/**
	 * Draws the explanation over the photo.
	 * @param request as for {@link #explain}
	 * @param name as for {@link #explain}
	 * @param mode how the event arrived
	 * @return a PNG of the upright photo
	 * @throws RejectedException as for {@link #explain}
	 */
	public byte[] draw(CloudEvent request, String name, Mode mode) {
		return this.stages.measure(Stage.EXPLANATION, mode, () -> {
			Explained explained = explained(request, name);
			Explanation explanation = explained.explanation();
			return new HeatMap(explanation.rows(), explanation.columns(), explanation.values())
				.drawOver(explained.image());
		});
	}

	private Explained explained(CloudEvent request, String name) {
		if (this.folder.description().explanation() == null) {
			throw new RejectedException(Reason.NOT_EXPLAINABLE,
					"This model cannot explain its answers, because its network has no class activation maps.");
		}
		Set<String> meant = name.isBlank() ? Set.of() : ClassNames.labels(this.vocabulary, name);
		DecodedImage image = this.decoder.decode(EncodedPhoto.of(request), this.folder.description().input().side());
		ActivationMaps maps = PredictorTurns.take(() -> this.model.activationMaps(image));
		Set<String> labels = meant.isEmpty() ? Set.of(this.classifier.classify(maps.logits()).best().label()) : meant;
		int index = this.classifier.best(maps.logits(), labels);
		RankedLabel label = this.classifier.rank(maps.logits(), index);
		String id = Replies.explanationId(request);
		logger.atInfo()
			.addKeyValue("explanation.id", id)
			.addKeyValue("explanation.label", label.label())
			.addKeyValue("model.name", this.folder.versionedName())
			.log("Explained: {}", label.label());
		return new Explained(Explanation.of(id, label, maps.rows(), maps.columns(), maps.of(index),
				Answer.ModelVersion.of(this.folder)), image);
	}

	private record Explained(Explanation explanation, DecodedImage image) {
	}

}
