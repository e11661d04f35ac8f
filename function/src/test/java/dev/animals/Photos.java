package dev.animals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The photos of the tests; who took them is in their folder's ATTRIBUTION.md.
 */
public final class Photos {

	private static final Path FOLDER = Path.of("src/test/resources/photos");

	private Photos() {
	}

	/**
	 * Reads a photo.
	 * @param name its file name
	 * @return its bytes
	 */
	public static byte[] read(String name) {
		try {
			return Files.readAllBytes(FOLDER.resolve(name));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The koala that most tests classify.
	 * @return a JPEG of 0.8 megapixels
	 */
	public static byte[] koala() {
		return read("koala.jpg");
	}

}
