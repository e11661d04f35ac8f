package dev.animals.calibration;

import java.util.List;
import java.util.Optional;

import dev.animals.model.AnimalModel;
import dev.animals.photos.LabelledPhoto;
import dev.animals.prediction.PhotoDecoder;

/**
 * Runs the service's decoder and a network over photos.
 */
final class Observer {

	private final PhotoDecoder decoder = new PhotoDecoder();

	private final AnimalModel model;

	private final int side;

	/**
	 * Creates an observer.
	 * @param model the network
	 * @param side height and width of its input, in pixels
	 */
	Observer(AnimalModel model, int side) {
		this.model = model;
		this.side = side;
	}

	/**
	 * Runs the network.
	 * @param photos the photos
	 * @return an observation of each photo that the service does not reject
	 */
	List<Observation> observe(List<CalibrationPhoto> photos) {
		return photos.stream().map(this::observe).flatMap(Optional::stream).toList();
	}

	private Optional<Observation> observe(CalibrationPhoto calibrated) {
		LabelledPhoto photo = calibrated.photo();
		return this.decoder.decode(photo.name(), photo.bytes(), this.side)
			.map((image) -> new Observation(photo.folder(), calibrated.accepted(), this.model.logits(image),
					image.brightness()));
	}

}
