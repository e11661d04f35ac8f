package dev.animals.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that ran to its end, or was ended after its time.
 *
 * @param status its exit status; {@link #TIMED_OUT} if it had to be ended
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 */
record Command(List<String> words, int status, String output, String errors) {

	static final int TIMED_OUT = -1;

	/**
	 * Runs a program in the repository's root.
	 * @param limit after which it is ended, with its children
	 * @param environment added to this process's own
	 */
	static Command run(Duration limit, Map<String, String> environment, List<String> words) {
		try {
			Path output = Files.createTempFile("output", "");
			Path errors = Files.createTempFile("errors", "");
			ProcessBuilder builder = new ProcessBuilder(words).directory(Settings.REPOSITORY.toFile())
				.redirectOutput(output.toFile())
				.redirectError(errors.toFile());
			builder.environment().putAll(environment);
			Process process = builder.start();
			process.getOutputStream().close();
			boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
			if (!ended) {
				process.descendants().forEach(ProcessHandle::destroy);
				process.destroy();
				process.waitFor();
			}
			Command command = new Command(words, ended ? process.exitValue() : TIMED_OUT, text(output), text(errors));
			Files.delete(output);
			Files.delete(errors);
			return command;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Is it installed? " + words, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** Pods may print what is no text. */
	private static String text(Path file) throws IOException {
		return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
	}

	/**
	 * @throws AssertionError with all that it wrote if it failed
	 */
	Command succeeded() {
		if (this.status != 0) {
			throw new AssertionError(this.toString());
		}
		return this;
	}

	@Override
	public String toString() {
		return String.join(" ", this.words) + " ended with " + this.status + "\n" + this.output + this.errors;
	}

}
