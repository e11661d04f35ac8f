package dev.animals.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * How long things took, for the table in docs/deploy.md: rows of Markdown in
 * {@code target/times.md}.
 */
final class Times {

	private static final Path TABLE = Settings.OUTPUT.resolve("times.md");

	/** The table is of one run. */
	private static StandardOpenOption mode = StandardOpenOption.TRUNCATE_EXISTING;

	private Times() {
	}

	static void record(String what, Runnable action) {
		long start = System.nanoTime();
		action.run();
		double seconds = (System.nanoTime() - start) / 1e9;
		try {
			Files.writeString(TABLE, String.format(Locale.ROOT, "| %s | %.2f s |%n", what, seconds),
					StandardOpenOption.CREATE, StandardOpenOption.WRITE, mode);
			mode = StandardOpenOption.APPEND;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
