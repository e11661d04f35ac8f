package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import dev.animals.calibration.Figures.Answer;
import dev.animals.classification.Classifier;
import dev.animals.model.DjlModel;
import dev.animals.model.ModelFolder;

/**
 * What a model in one precision answered to photos.
 *
 * @param name the model's name with its version and precision
 * @param answers the answers to all photos that the service does not reject
 * @param milliseconds the median time of a prediction on one thread of this machine, with
 * the resize and without decoding; NaN without photos
 * @param bytes the size of the network's file
 */
record Measurement(String name, List<PhotoAnswer> answers, double milliseconds, long bytes) {

	/**
	 * Decodes photos and runs the network, as the service does.
	 * @param folder the model
	 * @param photos the photos
	 * @return the answers, in the order of the photos
	 * @throws IOException if the model cannot be read
	 */
	static Measurement of(ModelFolder folder, List<CalibrationPhoto> photos) throws IOException {
		Classifier classifier = new Classifier(folder.labels(), folder.calibration().calibration());
		List<PhotoAnswer> answers = new ArrayList<>();
		try (DjlModel model = DjlModel.load(folder, 1)) {
			Observer observer = new Observer(model, folder.description().input().side());
			for (CalibrationPhoto photo : photos) {
				observer.observe(photo)
					.map((observed) -> new Answer(classifier.classify(observed.logits()),
							observed.accepted().stream().map(folder.labels()::get).toList()))
					.ifPresent((answer) -> answers.add(new PhotoAnswer(photo.photo(), answer)));
			}
			return new Measurement(folder.versionedName(), answers, observer.medianMilliseconds(),
					Files.size(folder.networks().getFirst()));
		}
	}

	/** Returns the figures of the answers. */
	Evaluation evaluation() {
		return new Evaluation(Figures.of(this.answers), this.milliseconds, this.bytes);
	}

}
