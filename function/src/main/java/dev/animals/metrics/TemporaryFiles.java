package dev.animals.metrics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Measures the folder for temporary files. The service does this itself because cAdvisor
 * reports only the root file system of a container.
 */
final class TemporaryFiles {

	/**
	 * The largest number of files to measure. A container has only a few, but on other
	 * machines many programs may use the folder.
	 */
	private static final int MOST_FILES = 1000;

	private TemporaryFiles() {
	}

	/**
	 * Adds up the sizes of the files.
	 * @return the size in bytes; NaN if the folder cannot be read
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
