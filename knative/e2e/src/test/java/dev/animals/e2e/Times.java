package dev.animals.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;

/**
 * How long things took, for the table in docs/deploy.md: rows of Markdown in
 * {@code target/times.md}.
 */
final class Times {

	private static final Path TABLE = Settings.OUTPUT.resolve("times.md");

	private Times() {
	}

	static void record(String what, Runnable action) {
		long start = System.nanoTime();
		action.run();
		record(what, Duration.ofNanos(System.nanoTime() - start));
	}

	static void record(String what, Duration time) {
		try {
			Files.writeString(TABLE, String.format(Locale.ROOT, "| %s | %.2f s |%n", what, time.toMillis() / 1000.0),
					StandardOpenOption.CREATE, StandardOpenOption.APPEND);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
