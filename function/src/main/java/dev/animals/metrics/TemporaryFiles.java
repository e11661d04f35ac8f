package dev.animals.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The folder for temporary files. It is measured here, because cAdvisor knows no file
 * system of a container but the root's.
 */
final class TemporaryFiles {

	/** In a container there are a few; elsewhere the folder is not ours alone. */
	private static final int MOST_FILES = 1000;

	private TemporaryFiles() {
	}

	/**
	 * Adds up the files' sizes.
	 * @return bytes, or no number where the folder changes too fast to be read
	 */
	static double bytes() {
		try (Stream<Path> files = Files.walk(Path.of(System.getProperty("java.io.tmpdir")))) {
			return files.limit(MOST_FILES)
				.map(Path::toFile)
				.filter((file) -> file.isFile())
				.mapToLong((file) -> file.length())
				.sum();
		}
		catch (IOException | UncheckedIOException ex) {
			return Double.NaN;
		}
	}

}
