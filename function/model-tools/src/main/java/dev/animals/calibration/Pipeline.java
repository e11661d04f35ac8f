package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;
import dev.animals.model.AnimalModel;
import dev.animals.rejection.Outcome.Accepted;
import dev.animals.rejection.Outcome.Rejected;

/**
 * The service's way from a picture's bytes to logits.
 */
final class Pipeline {

	private final ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());

	private final AnimalModel model;

	private final int side;

	/**
	 * Creates it.
	 * @param model the network
	 * @param side of its input, in pixels
	 */
	Pipeline(AnimalModel model, int side) {
		this.model = model;
		this.side = side;
	}

	/**
	 * Runs it.
	 * @param photos pictures
	 * @return what the network made of each; those that the service refuses are named on
	 * the console and left out
	 */
	List<Observation> observe(List<Photo> photos) {
		List<Observation> observations = new ArrayList<>();
		for (Photo photo : photos) {
			switch (this.decoder.decode(read(photo), this.side)) {
				case Accepted<DecodedImage>(DecodedImage image) ->
					observations.add(new Observation(photo, this.model.logits(image), image.brightness()));
				case Rejected<DecodedImage> rejected -> System.out
					.printf("left out, because the service refuses it: %s: %s%n", photo.file(), rejected.detail());
			}
		}
		return observations;
	}

	private static byte[] read(Photo photo) {
		try {
			return Files.readAllBytes(photo.file());
		}
		catch (IOException ex) {
			throw new BadInputException("The picture %s cannot be read.".formatted(photo.file()));
		}
	}

}
