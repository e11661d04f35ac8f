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
import dev.animals.model.PrecisionSetting;
import dev.animals.photos.Photos;

/**
 * The photos and networks that the programs measure. Paths are relative to the root of
 * the repository, where {@code make} starts the programs.
 */
final class Inputs {

	static final Path MODEL = Path.of("function/model/lite0");

	static final Path ONNX_INT8 = Path.of("function/model/lite0-onnxruntime");

	private static final Path NETWORKS = Path.of("function/benchmark/target/networks");

	/** TorchScript files that {@code function/benchmark/export.py} writes. */
	static final Path TORCHSCRIPT = NETWORKS.resolve("lite0");

	/** A model folder for ONNX Runtime in float32 that the same script writes. */
	static final Path ONNX = NETWORKS.resolve("lite0-onnx");

	/** The side of the network's input in pixels. */
	static final int SIDE = 224;

	/** Typical photos: JPEG, 0.3 to 0.8 megapixels, 90 to 300 kB. */
	static final List<String> USUAL_PHOTOS = List.of("dog.jpg", "koala.jpg", "lemur.jpg", "macaw.jpg", "panda.jpg");

	private Inputs() {
	}

	static DecodedImage decoded(String name) {
		return new ImageDecoder(ImageLimits.defaults()).decode(Photos.read(name), SIDE);
	}

	/**
	 * Cuts out a picture of the network's size, so that the network has nothing to
	 * resize.
	 * @param image a picture whose sides are at least {@value #SIDE} pixels long
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
	 * Opens the model with only one of its networks, so that the service has to use it.
	 * @param network the file name of the network without its extension, such as
	 * {@code packed}
	 * @param precision the precision to compute with
	 * @return the model's folder
	 */
	static ModelFolder model(String network, PrecisionSetting precision) {
		ModelFolder all = ModelFolder.open(MODEL, precision);
		Map<String, String> files = new LinkedHashMap<>(all.description().files());
		files.keySet().removeIf((name) -> !name.startsWith(network + "."));
		ModelDescription of = all.description();
		ModelDescription description = new ModelDescription(of.name(), of.version(), of.architecture(), of.engine(),
				of.subject(), of.input(), of.explanation(), of.precisions(), files, of.licence(), of.source());
		return new ModelFolder(all.path(), description, all.precision(), all.calibration(), all.labels());
	}

}
