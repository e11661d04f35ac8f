package dev.animals.testing;

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
 * A program that has run, in this process's working directory.
 *
 * @param words the program and its arguments
 * @param status its exit status, or {@link #TIMED_OUT} if it was stopped at its time
 * limit
 * @param output everything that it wrote to standard output
 * @param errors everything that it wrote to standard error
 */
public record Command(List<String> words, int status, String output, String errors) {

	/** The status of a program that did not end within its time limit. */
	public static final int TIMED_OUT = -1;

	/**
	 * Runs a program and waits for its end. Its standard input is empty.
	 * @param limit the time after which the program and its children are stopped
	 * @param environment variables to add to those of this process
	 * @param words the program and its arguments
	 * @return its status and everything that it wrote
	 * @throws UncheckedIOException if the program cannot be started
	 */
	public static Command run(Duration limit, Map<String, String> environment, List<String> words) {
		return run(limit, environment, Path.of(""), words);
	}

	/**
	 * Runs a program in a folder and waits for its end. Its standard input is empty.
	 * @param limit the time after which the program and its children are stopped
	 * @param environment variables to add to those of this process
	 * @param folder the program's working directory
	 * @param words the program and its arguments
	 * @return its status and everything that it wrote
	 * @throws UncheckedIOException if the program cannot be started
	 */
	public static Command run(Duration limit, Map<String, String> environment, Path folder, List<String> words) {
		try {
			Path output = Files.createTempFile("output", "");
			Path errors = Files.createTempFile("errors", "");
			try {
				ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toAbsolutePath().toFile())
					.redirectOutput(output.toFile())
					.redirectError(errors.toFile());
				builder.environment().putAll(environment);
				int status = status(builder.start(), limit);
				return new Command(List.copyOf(words), status, text(output), text(errors));
			}
			finally {
				Files.delete(output);
				Files.delete(errors);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s cannot be run. Is it installed?".formatted(words.getFirst()), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static int status(Process process, Duration limit) throws IOException, InterruptedException {
		process.getOutputStream().close();
		if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
			return process.exitValue();
		}
		process.descendants().forEach(ProcessHandle::destroy);
		process.destroy();
		process.waitFor();
		return TIMED_OUT;
	}

	/** Replaces bytes that are not UTF-8, which some pods print. */
	private static String text(Path file) throws IOException {
		return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
	}

	/**
	 * Checks that the program succeeded.
	 * @return this command
	 * @throws AssertionError with everything that the program wrote if its status is not
	 * 0
	 */
	public Command succeeded() {
		if (this.status != 0) {
			throw new AssertionError(this.toString());
		}
		return this;
	}

	@Override
	public String toString() {
		return "%s ended with status %d%n%s%s".formatted(String.join(" ", this.words), this.status, this.output,
				this.errors);
	}

}
