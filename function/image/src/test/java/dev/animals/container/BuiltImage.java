package dev.animals.container;

import java.io.IOException;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * The image that the build made just before the tests.
 */
final class BuiltImage {

	private static @Nullable ImageFile image;

	private BuiltImage() {
	}

	/**
	 * Unpacks the image, once for all tests.
	 * @return the image
	 * @throws IOException if the image cannot be read
	 */
	static synchronized ImageFile unpacked() throws IOException {
		if (image == null) {
			image = ImageFile.unpack(Path.of(System.getProperty("image.tar", "")), folder("image"));
		}
		return image;
	}

	/**
	 * Returns a folder next to the assembled files.
	 * @param name the name of the folder
	 * @return its path
	 */
	static Path folder(String name) {
		return Path.of(System.getProperty("image.root", "")).resolveSibling(name);
	}

	static Libraries libraries() throws IOException {
		return Libraries.read(Path.of(System.getProperty("image.libraries", "")));
	}

	static InferenceEngine engine() throws IOException {
		return InferenceEngine.of(libraries());
	}

	/** Returns the folder of the model that the image contains. */
	static Path model() {
		return Path.of(System.getProperty("image.model", ""));
	}

}
