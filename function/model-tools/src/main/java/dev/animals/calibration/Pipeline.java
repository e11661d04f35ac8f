package dev.animals.calibration;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;
import dev.animals.model.AnimalModel;
import dev.animals.rejection.RejectedException;

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
	 * @return the observation of each photo; photos that the service rejects are left out
	 * and named on the console
	 */
	List<Observation> observe(List<Photo> photos) {
		List<Observation> observations = new ArrayList<>();
		for (Photo photo : photos) {
			try {
				DecodedImage image = this.decoder.decode(read(photo), this.side);
				observations.add(new Observation(photo, this.model.logits(image), image.brightness()));
			}
			catch (RejectedException ex) {
				System.out.printf("Left out %s, which the service rejects: %s%n", photo.file(), ex.detail());
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
