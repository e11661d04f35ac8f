package dev.animals.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Measures the duration of actions and writes the times to {@code target/times.md} as
 * rows of a Markdown table.
 */
public final class Times {

	private static final Path TABLE = Settings.OUTPUT.resolve("times.md");

	/** The first row of a run replaces the table of the last run. */
	private static StandardOpenOption mode = StandardOpenOption.TRUNCATE_EXISTING;

	private Times() {
	}

	/** Runs an action and appends its duration to the table. */
	public static void record(String what, Runnable action) {
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
