package dev.animals.release.process;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Another program. Its arguments are passed as a list, so no shell interprets them.
 */
public final class Program {

	private Program() {
	}

	/**
	 * Starts a program and waits for it.
	 * @param words the program and its arguments
	 * @param input its standard input
	 * @throws IOException if it cannot be started
	 */
	public static Result run(List<String> words, String input) throws IOException {
		Process process = new ProcessBuilder(words).start();
		CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> text(process.inputReader()));
		CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.errorReader()));
		try (var stdin = process.getOutputStream()) {
			stdin.write(input.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			// The program ended without reading all of its input. Its exit status tells
			// whether it failed.
			process.onExit().join();
		}
		return new Result(process.onExit().join().exitValue(), output.join(), errors.join());
	}

	private static String text(Reader reader) {
		try (reader) {
			StringWriter text = new StringWriter();
			reader.transferTo(text);
			return text.toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The result of a program.
	 *
	 * @param status its exit status
	 * @param output its standard output
	 * @param errors its standard error
	 */
	public record Result(int status, String output, String errors) {
	}

}
