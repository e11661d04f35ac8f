package dev.animals.benchmark;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.animals.image.DecodedImage;
import dev.animals.image.ImageDecoder;
import dev.animals.image.ImageLimits;
import dev.animals.model.ModelDescription;
import dev.animals.model.ModelFolder;
import dev.animals.photos.Photos;

/**
 * What is measured on: the photos of the tests, the models of this repository and the
 * networks that {@code bench/export.py} makes. Paths are relative to the module.
 */
final class Inputs {

	static final Path MODEL = Path.of("model/lite0");

	/** What {@code bench/export.py} writes. */
	static final Path EXPORTED = Path.of("target/bench/lite0");

	/** The side of the network's input in pixels. */
	static final int SIDE = 224;

	/** Photos as services get them: JPEG, 0.3 to 0.8 megapixels, 90 to 300 kB. */
	static final List<String> USUAL_PHOTOS = List.of("dog.jpg", "koala.jpg", "lemur.jpg", "macaw.jpg", "panda.jpg");

	private Inputs() {
	}

	static DecodedImage decoded(String name) {
		return new ImageDecoder(ImageLimits.defaults()).decode(Photos.read(name), SIDE);
	}

	/**
	 * A picture that has the network's size already, so that nothing is resized.
	 * @param image any picture at least as large
	 * @return its upper left corner
	 */
	static DecodedImage corner(DecodedImage image) {
		byte[] rgb = new byte[3 * SIDE * SIDE];
		for (int y = 0; y < SIDE; y++) {
			System.arraycopy(image.rgb(), 3 * y * image.width(), rgb, 3 * y * SIDE, 3 * SIDE);
		}
		return new DecodedImage(image.format(), SIDE, SIDE, SIDE, SIDE, rgb);
	}

	/**
	 * The model with one of its networks only.
	 * @param network the start of the file's name, such as {@code packed}
	 * @return the folder
	 */
	static ModelFolder model(String network) {
		ModelFolder all = ModelFolder.open(MODEL);
		Map<String, String> files = new LinkedHashMap<>(all.description().files());
		files.keySet().removeIf((name) -> !name.startsWith(network + "."));
		ModelDescription of = all.description();
		ModelDescription description = new ModelDescription(of.name(), of.version(), of.architecture(), of.engine(),
				of.input(), files, of.licence(), of.source());
		return new ModelFolder(all.path(), description, all.calibration(), all.labels());
	}

}
