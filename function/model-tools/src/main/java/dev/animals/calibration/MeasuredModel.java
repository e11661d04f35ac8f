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
 * A loaded model that answers photos one after another, as the service does.
 */
final class MeasuredModel implements AutoCloseable {

	private final ModelFolder folder;

	private final Classifier classifier;

	private final DjlModel model;

	private final Observer observer;

	private final List<PhotoAnswer> answers = new ArrayList<>();

	MeasuredModel(ModelFolder folder) {
		this.folder = folder;
		this.classifier = new Classifier(folder.labels(), folder.calibration().calibration());
		this.model = DjlModel.load(folder, 1);
		this.observer = new Observer(this.model, folder.description().input().side());
	}

	/** Classifies a photo, unless the service rejects it. */
	void answer(CalibrationPhoto photo) {
		this.observer.observe(photo)
			.map((observed) -> new Answer(this.classifier.classify(observed.logits()),
					observed.accepted().stream().map(this.folder.labels()::get).toList()))
			.ifPresent((answer) -> this.answers.add(new PhotoAnswer(photo.photo(), answer)));
	}

	/** Returns all answers, in the order of the photos. */
	Measurement measurement() throws IOException {
		return new Measurement(this.folder.versionedName(), List.copyOf(this.answers),
				this.observer.medianMilliseconds(), Files.size(this.folder.networks().getFirst()));
	}

	@Override
	public void close() {
		this.model.close();
	}

}
