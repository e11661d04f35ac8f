package dev.animals.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.animals.image.DecodedImage;
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

	private final List<Double> milliseconds = new ArrayList<>();

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

	/**
	 * Returns how long the network took, with its resize and without decoding.
	 * @return the median over all photos, in milliseconds; NaN without photos
	 */
	double medianMilliseconds() {
		List<Double> sorted = this.milliseconds.stream().sorted().toList();
		return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
	}

	private float[] logits(DecodedImage image) {
		long start = System.nanoTime();
		float[] logits = this.model.logits(image);
		this.milliseconds.add((System.nanoTime() - start) / 1e6);
		return logits;
	}

	/**
	 * Runs the network on one photo.
	 * @param calibrated the photo
	 * @return the observation, or nothing if the service rejects the photo
	 */
	Optional<Observation> observe(CalibrationPhoto calibrated) {
		LabelledPhoto photo = calibrated.photo();
		return this.decoder.decode(photo.name(), photo.bytes(), this.side)
			.map((image) -> new Observation(photo.folder(), calibrated.accepted(), logits(image), image.brightness()));
	}

}
